import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import { claimDeliveries, type ClaimInput } from "../../../src/modules/webhooks/store/claim-deliveries"
import { DATABASE_FUNCTIONS } from "../../../src/modules/webhooks/store/functions"
import { settleAttempts, type SettledAttempt } from "../../../src/modules/webhooks/store/settle-attempts"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"

const NAME = "claim"
const NOW = new Date("2026-01-05T12:00:00Z")
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000)

/** The database functions alone, without a worker: who is claimed, in which order, and what a lease is worth. */
describe("a claim", () => {
  let db: Knex
  beforeAll(async () => {
    db = createPgConnection({ clientUrl: await cloneDatabase(NAME) }) as unknown as Knex
    // As the sources have them: that a migrated database has the same is database-schema.spec's to say.
    for (const text of Object.values(DATABASE_FUNCTIONS)) await db.raw(text)
  })
  afterEach(() =>
    db.raw(
      "TRUNCATE webhook_subscription, webhook_delivery, webhook_delivery_attempt, webhook_delivery_lease, webhook_event"
    )
  )
  afterAll(async () => {
    await db.destroy()
    await dropDatabase(NAME)
  })

  const subscription = (id: string, fields: object = {}) =>
    db("webhook_subscription").insert({
      id,
      name: id,
      url: "https://partner.example/",
      events: ["*"],
      max_retries: 8,
      api_version: "1.0",
      ...fields,
    })

  async function delivery(id: string, subscriptionId: string, fields: object = {}): Promise<void> {
    const event = { id: `evt_${id}`, type: "customer.created", data: `{"of":"${id}"}`, idempotency_key: id }
    await db("webhook_event").insert({ ...event, occurred_at: NOW })
    await db("webhook_delivery").insert({
      id,
      event_id: event.id,
      subscription_id: subscriptionId,
      event_type: event.type,
      format: "standard",
      api_version: "1.0",
      next_retry_at: ago(60),
      ...fields,
    })
  }

  const claim = async (limit: number, more: Partial<ClaimInput> = {}) =>
    (
      await claimDeliveries(db, {
        limit,
        now: NOW,
        leaseMs: 30_000,
        lease_token: "worker-1",
        defaultMaxConcurrency: 8,
        answeredIds: [],
        ...more,
      })
    ).deliveries
  const ids = async (limit: number, more: Partial<ClaimInput> = {}) => (await claim(limit, more)).map(({ id }) => id)

  it("takes a first attempt before a retry that is due for longer, across subscriptions too", async () => {
    await subscription("sub_a")
    await subscription("sub_b")
    await delivery("dlv_retry", "sub_a", { status: "retrying", attempts: 1, next_retry_at: ago(3_600) })
    await delivery("dlv_first", "sub_b", { next_retry_at: ago(1) })
    expect(await ids(1)).toEqual(["dlv_first"])
    expect(await ids(1)).toEqual(["dlv_retry"])
  })

  it("takes a first attempt before a retry within a subscription that has one slot", async () => {
    await subscription("sub_a", { max_concurrency: 1 })
    await delivery("dlv_retry", "sub_a", { status: "retrying", attempts: 1, next_retry_at: ago(3_600) })
    await delivery("dlv_first", "sub_a", { next_retry_at: ago(1) })
    expect(await ids(8)).toEqual(["dlv_first"])
  })

  it("gives the deliveries in the order in which they are to be sent: by turns, first attempts first", async () => {
    await subscription("sub_a")
    await subscription("sub_b")
    await delivery("dlv_a1", "sub_a", { next_retry_at: ago(50) })
    await delivery("dlv_a2", "sub_a", { next_retry_at: ago(40) })
    await delivery("dlv_b1", "sub_b", { next_retry_at: ago(10) })
    await delivery("dlv_r", "sub_b", { status: "retrying", attempts: 1, next_retry_at: ago(90) })
    const claimed = await ids(8)
    expect(claimed.slice(0, 2).sort()).toEqual(["dlv_a1", "dlv_b1"])
    expect(claimed.slice(2)).toEqual(["dlv_a2", "dlv_r"])
  })

  it("takes the oldest of a subscription first", async () => {
    await subscription("sub_a", { max_concurrency: 2 })
    for (const [id, seconds] of [
      ["dlv_1", 10],
      ["dlv_2", 30],
      ["dlv_3", 20],
    ] as const)
      await delivery(id, "sub_a", { next_retry_at: ago(seconds) })
    expect(await ids(8)).toEqual(["dlv_2", "dlv_3"])
  })

  it("leaves alone what is not due, not open, leased, paused or switched off", async () => {
    await subscription("sub_on")
    await subscription("sub_off", { active: false })
    await subscription("sub_paused", { paused_until: new Date(NOW.getTime() + 1_000) })
    await subscription("sub_back", { paused_until: ago(1), slots: 1 })
    await delivery("dlv_later", "sub_on", { status: "retrying", next_retry_at: new Date(NOW.getTime() + 1_000) })
    await delivery("dlv_done", "sub_on", { status: "delivered" })
    await delivery("dlv_off", "sub_off")
    await delivery("dlv_paused", "sub_paused")
    await delivery("dlv_probe", "sub_back")
    await delivery("dlv_second", "sub_back")
    expect(await ids(8)).toEqual(["dlv_probe"])
    expect(await ids(8)).toEqual([])
  })

  it("counts what is in flight against a subscription's slots, but for what was answered", async () => {
    await subscription("sub_a", { max_concurrency: 2 })
    for (const id of ["dlv_1", "dlv_2", "dlv_3"]) await delivery(id, "sub_a")
    expect(await ids(8)).toEqual(["dlv_1", "dlv_2"])
    expect(await ids(8)).toEqual([])
    expect(await ids(8, { answeredIds: ["dlv_1"] })).toEqual(["dlv_3"])
  })

  it("takes over what a lease that ran out left behind", async () => {
    await subscription("sub_a")
    await delivery("dlv_1", "sub_a")
    expect(await ids(8, { leaseMs: -1 })).toEqual(["dlv_1"])
    expect(await claim(8, { lease_token: "worker-2" })).toMatchObject([{ id: "dlv_1", lease_token: "worker-2" }])
  })

  it("says when a rate limit lets the next one through", async () => {
    await subscription("sub_a", { rate_limit_per_second: 1 })
    await delivery("dlv_1", "sub_a")
    await delivery("dlv_2", "sub_a")
    const input = { limit: 8, now: NOW, leaseMs: 30_000, lease_token: "w", defaultMaxConcurrency: 8, answeredIds: [] }
    const { deliveries, lookAgainMs } = await claimDeliveries(db, input)
    expect(deliveries.map(({ id }) => id)).toEqual(["dlv_1"])
    expect(lookAgainMs).toBeGreaterThan(0)
    expect(lookAgainMs).toBeLessThanOrEqual(1_000)
  })

  const attempt = (deliveryId: string, fields: Partial<SettledAttempt> = {}): SettledAttempt => ({
    attempt_id: `att_${deliveryId}`,
    delivery_id: deliveryId,
    subscription_id: "sub_a",
    lease_token: "worker-1",
    attempt_number: 1,
    status: "delivered",
    next_retry_at: null,
    outcome: "accepted",
    reason: null,
    response_code: 200,
    response_body: "thanks",
    duration_ms: 5,
    started_at: NOW.toISOString(),
    finished_at: NOW.toISOString(),
    ...fields,
  })
  const statusOf = async (id: string) =>
    (await db("webhook_delivery").where({ id }).first("status", "attempts")) as object

  it("is settled by its own lease only: what another worker took over stays as it is, and the attempt is logged", async () => {
    await subscription("sub_a")
    await delivery("dlv_1", "sub_a")
    await claim(8, { leaseMs: -1 })
    await claim(8, { lease_token: "worker-2" })
    expect(await settleAttempts(db, [attempt("dlv_1")])).toEqual(new Set())
    expect(await statusOf("dlv_1")).toEqual({ status: "pending", attempts: 0 })
    expect(await db("webhook_delivery_attempt").select("id")).toEqual([{ id: "att_dlv_1" }])
    expect(await db("webhook_delivery_lease").select("token")).toEqual([{ token: "worker-2" }])
    expect(await settleAttempts(db, [attempt("dlv_1", { attempt_id: "att_2", lease_token: "worker-2" })])).toEqual(
      new Set(["dlv_1"])
    )
    expect(await statusOf("dlv_1")).toEqual({ status: "delivered", attempts: 1 })
    expect(await db("webhook_delivery_lease").select("token")).toEqual([])
  })

  it("is settled as cancelled when it was cancelled meanwhile", async () => {
    await subscription("sub_a")
    await delivery("dlv_1", "sub_a")
    await claim(8)
    await db("webhook_delivery").where({ id: "dlv_1" }).update({ status: "cancelled", next_retry_at: null })
    expect(await settleAttempts(db, [attempt("dlv_1")])).toEqual(new Set())
    expect(await statusOf("dlv_1")).toEqual({ status: "cancelled", attempts: 0 })
  })

  it("is settled once, however often the same batch is written", async () => {
    await subscription("sub_a")
    await delivery("dlv_1", "sub_a")
    await claim(8)
    const batch = [attempt("dlv_1", { status: "retrying", next_retry_at: NOW.toISOString(), response_code: 500 })]
    expect(await settleAttempts(db, batch)).toEqual(new Set(["dlv_1"]))
    expect(await settleAttempts(db, batch)).toEqual(new Set())
    expect(await db("webhook_delivery_attempt").select("id")).toHaveLength(1)
    expect(await statusOf("dlv_1")).toEqual({ status: "retrying", attempts: 1 })
  })
})

import { api, expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { deliveriesOf, readDelivery, settledDelivery, type Delivery } from "../helpers/receivers/partner"
import { publishEvent } from "../helpers/shop/publish"
import { startReceiver, type Receiver } from "../helpers/receivers/receiver"
import {
  partnerApi,
  registerSelfService,
  type PartnerRecord,
  type SelfServicePartner,
} from "../helpers/shop/self-service"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

const PATH = "/webhooks/partner/subscriptions"
const PARTNERS = "/admin/webhooks/partners"
const FAX = { faxId: 1, accountId: "" }

type Subscription = {
  id: string
  account_id: string | null
  active: boolean
  created_by: string
  events: string[]
} & Record<string, unknown>

describe("partners", () => {
  let admin: Api
  let receiver: Receiver
  let vendor: SelfServicePartner
  let practice: SelfServicePartner

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  beforeEach(async () => {
    receiver = await startReceiver()
    vendor = await registerSelfService(admin, { events: ["inbound_fax", "case.*"] })
    practice = await registerSelfService(admin, {
      events: ["inbound_fax"],
      account_id: `practice-${vendor.partner.id}`,
    })
  })
  afterEach(async () => {
    await Promise.all([vendor.stop(), practice.stop(), receiver.stop()])
  })

  const fields = (more: object = {}) => ({ name: "Mine", url: receiver.url, events: ["inbound_fax"], ...more })
  const subscribe = async ({ api: own }: SelfServicePartner, more: object = {}) =>
    expectOk(await own.post<{ subscription: Subscription; secret: string }>(PATH, fields(more)))
  const listOf = async ({ api: own }: SelfServicePartner) =>
    expectOk(await own.get<{ subscriptions: Subscription[] }>(PATH)).subscriptions

  it("looks after its own subscriptions", async () => {
    const { subscription, secret } = await subscribe(vendor)
    expect(subscription).toMatchObject({ created_by: vendor.partner.id, account_id: null, active: true })
    expect(secret).toMatch(/^whsec_/)
    const own = `${PATH}/${subscription.id}`
    expect(expectOk(await vendor.api.post(own, { name: "Renamed" }))).toMatchObject({
      subscription: { name: "Renamed", url: receiver.url },
    })
    expect((await vendor.api.get(own)).text).not.toContain(secret)
    const { delivery } = expectOk(await vendor.api.post<{ delivery: Delivery }>(`${own}/test`))
    await settledDelivery(admin, delivery.id, "delivered")
    const log = await vendor.api.get<{ deliveries: Delivery[]; count: number }>(`${own}/deliveries?status=delivered`)
    expect(log.body).toMatchObject({ count: 1, deliveries: [{ id: delivery.id, event_type: "inbound_fax" }] })
    const rotated = expectOk(
      await vendor.api.post<{ secret: string }>(`${own}/rotate-secret`, { grace_period_seconds: 0 })
    )
    expect(rotated.secret).not.toBe(secret)
    expect((await vendor.api.delete(own)).body).toEqual({
      id: subscription.id,
      object: "webhook_subscription",
      deleted: true,
    })
    expect(await listOf(vendor)).toEqual([])
  })

  it("is offered the event types that it may subscribe to", async () => {
    const { event_types } = expectOk(
      await practice.api.get<{ event_types: { name: string; schema: object }[] }>("/webhooks/partner/event-types")
    )
    expect(event_types).toEqual([expect.objectContaining({ name: "inbound_fax", schema: expect.any(Object) })])
  })

  it("finds nothing of another's, nor of the staff's", async () => {
    const { subscription: theirs } = await subscribe(vendor)
    const { subscription: staff } = expectOk(
      await admin.post<{ subscription: Subscription }>("/admin/webhooks/subscriptions", fields({ active: false }))
    )
    expect(await listOf(practice)).toEqual([])
    expect((await practice.api.get(`${PATH}?q=${theirs.id}&account_id=`)).body).toMatchObject({ count: 0 })
    for (const { id } of [theirs, staff]) {
      const at = `${PATH}/${id}`
      const answers = await Promise.all([
        practice.api.get(at),
        practice.api.post(at, { active: false }),
        practice.api.delete(at),
        practice.api.post(`${at}/test`),
        practice.api.post(`${at}/rotate-secret`),
        practice.api.get(`${at}/deliveries`),
      ])
      for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: { type: "not_found" } })
    }
    expect(await listOf(vendor)).toEqual([theirs])
    await admin.delete(`/admin/webhooks/subscriptions/${staff.id}`)
  })

  it("shows its deliveries only of the subscription in the path", async () => {
    const [{ subscription: theirs }, { subscription: own }] = [await subscribe(vendor), await subscribe(practice)]
    const at = `${PATH}/${own.id}/deliveries`
    await publishEvent(admin, { type: "inbound_fax", data: FAX })
    const [delivery] = await deliveriesOf(admin, theirs.id)
    expect((await practice.api.get(`${at}?subscription_id=${theirs.id}`)).status).toBe(400)
    expect((await practice.api.get(`${at}?event_id=${delivery!.event_id}`)).body).toMatchObject({ count: 0 })
  })

  it.each<[string, object, number, string]>([
    ["another's account", { account_id: "someone-else" }, 403, "account_id"],
    ["every event", { events: ["inbound_fax", "*"] }, 403, "events.1"],
    ["an event that is not its own", { events: ["order.placed"] }, 403, "events.0"],
    ["an unknown event", { events: ["inbound_pigeon"] }, 400, "events.0"],
    ["a forged partner_id", { partner_id: "ptr_other" }, 400, "partner_id"],
    ["a forged created_by", { created_by: "user_1" }, 400, "created_by"],
    ["a forged id", { id: "sub_other" }, 400, "id"],
    ["a secret owner", { secret_owner_id: "src_1" }, 400, "secret_owner_id"],
    ["a fallback", { fallback: true }, 400, "fallback"],
    ["an ftp URL", { url: "ftp://partner.example" }, 400, "url"],
    ["an unknown key", { colour: "red" }, 400, "colour"],
  ])("is refused %s, at creation and in an update, and nothing changes", async (_what, more, status, named) => {
    const { subscription } = await subscribe(practice)
    expect(subscription.account_id).toBe(practice.partner.account_id)
    for (const path of [PATH, `${PATH}/${subscription.id}`]) {
      const answer = await practice.api.post(path, path === PATH ? fields(more) : more)
      expect(answer).toMatchObject({ status, body: { message: expect.stringContaining(named) } })
    }
    expect(await listOf(practice)).toEqual([subscription])
  })

  it("is refused a test of an event that is not its own, and a body that is no JSON", async () => {
    const at = `${PATH}/${(await subscribe(practice)).subscription.id}`
    const answer = await practice.api.post(`${at}/test`, { event_type: "order.placed" })
    expect(answer).toMatchObject({
      status: 403,
      body: {
        message: expect.stringContaining("event_type"),
        issues: [expect.objectContaining({ path: ["event_type"], code: "not_your_event" })],
      },
    })
    expect(await practice.api.postRaw(at, "{")).toMatchObject({
      status: 400,
      body: { type: "invalid_data", issues: [{ path: [], code: "not_json", message: "is not JSON" }] },
    })
    expect(await practice.api.postRaw(PATH, `{"name":"${"x".repeat(102_400)}"}`)).toMatchObject({ status: 413 })
  })

  it("keeps a practice at its account, whatever it leaves out", async () => {
    const { subscription } = await subscribe(practice, { account_id: null })
    expect(subscription.account_id).toBe(practice.partner.account_id)
    const updated = expectOk(
      await practice.api.post<{ subscription: Subscription }>(`${PATH}/${subscription.id}`, { account_id: null })
    )
    expect(updated.subscription.account_id).toBe(practice.partner.account_id)
    expect((await subscribe(vendor, { account_id: "7" })).subscription.account_id).toBe("7")
  })

  it("loses what it may no longer have, and all of it while it is switched off", async () => {
    const [{ subscription: fax }, { subscription: cases }] = [
      await subscribe(vendor),
      await subscribe(vendor, { events: ["case.updated"] }),
    ]
    const change = async (changes: object) => expectOk(await admin.post(`${PARTNERS}/${vendor.partner.id}`, changes))
    const on = async () => (await listOf(vendor)).filter(({ active }) => active).map(({ id }) => id)
    await change({ events: ["inbound_fax"] })
    expect(await on()).toEqual([fax.id])
    expect((await vendor.api.post(`${PATH}/${cases.id}`, { active: true })).status).toBe(403)
    await change({ active: false })
    expect((await vendor.api.get(PATH)).status).toBe(401)
    await change({ active: true })
    expect(await on()).toEqual([])
  })

  it("is gone after its deletion, with its subscriptions and what they were owed", async () => {
    receiver.respondWith([{ status: 500 }])
    const { subscription } = await subscribe(vendor)
    await publishEvent(admin, { type: "inbound_fax", data: FAX })
    const [delivery] = await deliveriesOf(admin, subscription.id)
    await settledDelivery(admin, delivery!.id, "retrying")
    const deleted = await admin.delete(`${PARTNERS}/${vendor.partner.id}`)
    expect(deleted.body).toEqual({ id: vendor.partner.id, object: "webhook_partner", deleted: true })
    expect((await vendor.api.get(PATH)).status).toBe(401)
    expect((await admin.get(`/admin/webhooks/subscriptions/${subscription.id}`)).status).toBe(404)
    expect(await readDelivery(admin, delivery!.id)).toMatchObject({ status: "cancelled", next_retry_at: null })
  })

  it("is listed, read and changed by the staff, without its password", async () => {
    const at = `${PARTNERS}/${vendor.partner.id}`
    const [row] = await queryDatabase<{ password_hash: string }>(
      shopUnderTest.databaseUrl(),
      "SELECT password_hash FROM webhook_partner WHERE id = $1",
      [vendor.partner.id]
    )
    expect(row!.password_hash).toMatch(/^scrypt\$16384\$8\$1\$/)
    const listed = await admin.get<{ partners: PartnerRecord[] }>(
      `${PARTNERS}?application_id=${vendor.partner.application_id}`
    )
    expect(listed.body).toMatchObject({ count: 1, partners: [vendor.partner] })
    const changed = await admin.post<{ partner: PartnerRecord }>(at, { name: "Gateway" })
    expect(changed.body.partner).toMatchObject({ ...vendor.partner, name: "Gateway", updated_at: expect.any(String) })
    for (const { text } of [listed, changed, await admin.get(at), await vendor.api.get(PATH)]) {
      expect(text).not.toMatch(/password|scrypt/)
      expect(text).not.toContain(vendor.password)
    }
    expect((await admin.get(`${at}?fields=password_hash`)).status).toBe(400)
    expect((await api(shopUnderTest.url()).get(PARTNERS)).status).toBe(401)
    expect((await partnerApi(vendor.partner.application_id, vendor.password).get(PARTNERS)).status).toBe(401)
  })

  it.each<[string, object, string]>([
    ["no name", { name: undefined }, "name"],
    ["an id with a colon", { application_id: "a:b" }, "application_id"],
    ["no events", { events: [] }, "events"],
    ["an unknown event", { events: ["inbound_fax", "inbound_pigeon"] }, "events.1"],
    ["a password", { password_hash: "x" }, "password_hash"],
    ["an empty account", { account_id: "" }, "account_id"],
  ])("can't be made with %s", async (_what, more, named) => {
    const answer = await admin.post(PARTNERS, {
      name: "Gateway",
      application_id: "gateway-of-a-bad-input",
      events: ["inbound_fax"],
      ...more,
    })
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining(named) } })
    expect((await admin.get(`${PARTNERS}?application_id=gateway-of-a-bad-input`)).body).toMatchObject({ count: 0 })
  })

  it("has an application id of its own, which stays, as its account does", async () => {
    const { application_id, id } = vendor.partner
    const taken = await admin.post(PARTNERS, { name: "Gateway", application_id, events: ["inbound_fax"] })
    expect(taken).toMatchObject({ status: 422, body: { message: expect.stringContaining("application_id") } })
    for (const changes of [{ application_id: "other" }, { account_id: "other" }, { failed_logins: 0 }]) {
      const answer = await admin.post(`${PARTNERS}/${id}`, changes)
      expect(answer).toMatchObject({
        status: 400,
        body: { message: expect.stringContaining(Object.keys(changes)[0]!) },
      })
    }
    expect((await admin.post(`${PARTNERS}/ptr_none/rotate-password`)).status).toBe(404)
  })
})

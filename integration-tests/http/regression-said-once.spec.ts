import { expectOk, type Api } from "../helpers/shop/api"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

interface Made {
  subscription: { id: string; api_version: string }
  secret: string
}
interface PublishedEvent {
  event: { id: string; account_id: string | null }
  deliveries_count: number
}

/** What the caller said, once and in one place, is what happens; what contradicts itself is refused. */
describe("what an event says of itself", () => {
  let admin: Api
  const made: string[] = []
  const key = () => `said-once-${process.pid}-${made.length}-${Date.now()}`

  beforeAll(async () => void (admin = await shopUnderTest.admin()))
  afterAll(() => Promise.all(made.map((id) => admin.delete(`/admin/webhooks/subscriptions/${id}`))))

  async function subscribe(fields: object): Promise<Made> {
    const answer = expectOk(
      await admin.post<Made>("/admin/webhooks/subscriptions", {
        name: "Said once",
        url: "http://127.0.0.1:9/webhooks",
        retry_policy: "none",
        ...fields,
      })
    )
    made.push(answer.subscription.id)
    return answer
  }
  const publish = (body: object) => admin.post<PublishedEvent>("/admin/webhooks/events", body)
  const fax = (accountId?: string, more: object = {}) => ({
    type: "inbound_fax",
    data: { faxId: key(), ...(accountId === undefined ? {} : { accountId }) },
    ...more,
  })

  it("reaches the practice that the data names, and no other", async () => {
    const practice = key()
    await subscribe({ events: ["inbound_fax"], account_id: practice })
    await subscribe({ events: ["inbound_fax"], account_id: `${practice}-other` })
    const reached = async (body: object) => {
      const { event } = expectOk(await publish(body))
      const { deliveries } = expectOk(
        await admin.get<{ deliveries: { subscription_id: string }[] }>(
          `/admin/webhooks/deliveries?event_id=${event.id}`
        )
      )
      return {
        account_id: event.account_id,
        ours: deliveries.filter(({ subscription_id: id }) => made.includes(id)).length,
      }
    }
    expect(await reached(fax(practice))).toEqual({ account_id: practice, ours: 1 })
    expect(await reached(fax(practice, { account_id: practice }))).toEqual({ account_id: practice, ours: 1 })
    expect(await reached(fax(undefined, { account_id: practice }))).toEqual({ account_id: practice, ours: 1 })
    expect(await reached(fax(""))).toEqual({ account_id: null, ours: 0 })
  })

  it("is refused when data and account_id name different practices", async () => {
    const answer = await publish(fax("7", { account_id: "8" }))
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.text).toContain("account_id")
    expect(answer.text).toContain("7")
  })

  const message = { id: 1, guid: "g-1", content: "Ready." }
  it.each([
    ["without an actor", { parties: ["a", "b"] }],
    ["with an actor that is no party", { parties: ["a", "b"], actor: "c" }],
    ["without parties", { actor: "a" }],
  ])("is refused %s where only the counterpart may get it", async (_how, more) => {
    const answer = await publish({ type: "case.message_created", data: message, ...more })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain("actor")
  })

  it("is another event, or a mistake, when its key comes with other data", async () => {
    const event = { ...fax("9"), idempotency_key: key() }
    const first = expectOk(await publish(event)).event.id
    expect(expectOk(await publish(event)).event.id).toBe(first)
    const reordered = { ...event, data: Object.fromEntries(Object.entries(event.data).reverse()) }
    expect(expectOk(await publish(reordered)).event.id).toBe(first)
    const other = await publish({ ...event, data: { ...event.data, pages: 3 } })
    expect(other).toMatchObject({
      status: 409,
      body: { type: "conflict", issues: [{ path: ["idempotency_key"], code: "conflict" }] },
    })
    expect(other.text).toContain(first)
  })

  it("comes in a version that its types have", async () => {
    expect((await subscribe({ events: ["case.*"] })).subscription.api_version).toBe("v3")
    expect((await subscribe({ events: ["case.status_changed"] })).subscription.api_version).toBe("v3")
    expect((await subscribe({ events: ["*"] })).subscription.api_version).toBe("1.0")
  })

  it("is signed by a secret whose padding every library finds", async () => {
    const bytes = Buffer.alloc(32, 5)
    const { secret } = await subscribe({
      events: ["order.placed"],
      secret: `whsec_${bytes.toString("base64").replace(/=+$/, "")}`,
    })
    expect(secret).toBe(`whsec_${bytes.toString("base64")}`)
  })

  it("is waited for no longer than an attempt may take, and a longer time is refused", async () => {
    const { subscription } = await subscribe({ events: ["order.placed"], timeout_ms: 1_000 })
    for (const answer of [
      await admin.post(`/admin/webhooks/subscriptions/${subscription.id}`, { timeout_ms: 15_001 }),
      await admin.post("/admin/webhooks/subscriptions", {
        name: "Patient",
        url: "https://partner.example/",
        events: ["order.placed"],
        timeout_ms: 60_000,
      }),
    ]) {
      expect(answer.status).toBe(400)
      expect(answer.text).toContain("timeout_ms")
      expect(answer.text).toContain("15000")
    }
  })

  it("is listed with a count that says whether it is an estimate", async () => {
    for (const list of ["deliveries", "events"]) {
      expect(expectOk(await admin.get(`/admin/webhooks/${list}?limit=1`))).toMatchObject({ count_is_estimate: false })
    }
  })
})

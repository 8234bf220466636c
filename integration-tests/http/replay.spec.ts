import { expectOk, type Api } from "../helpers/shop/api"
import { deliveriesOf, registerPartner, settledDelivery, type Partner } from "../helpers/receivers/partner"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

describe("replay", () => {
  let admin: Api
  let partner: Partner
  /** No other spec's events lie in here. */
  const [from, to] = ["2021-03-01T00:00:00Z", "2021-03-02T00:00:00Z"]
  const accountId = `replay-${process.pid}-${Date.now()}`

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  beforeEach(async () => {
    partner = await registerPartner(admin, { events: ["compliance.*"], account_id: accountId, retry_policy: "none" })
  })
  afterEach(() => partner.stop())

  async function publish(occurredAt = "2021-03-01T12:00:00Z"): Promise<string> {
    const data = { customer_id: "cus_1", region_code: "US-TX", establishment: { id: "est_1", established: true } }
    const input = { type: "compliance.establishment_fulfilled", data, account_id: accountId, occurred_at: occurredAt }
    return expectOk(await admin.post<{ event: { id: string } }>("/admin/webhooks/events", input)).event.id
  }

  const replay = async (body: Record<string, unknown>) =>
    admin.post<{ count: number }>(`/admin/webhooks/subscriptions/${partner.subscription.id}/replay`, body)

  it("sends again what failed, with the same id, and only what lies in the range", async () => {
    partner.receiver.respondWith([{ status: 500 }])
    const inside = await publish()
    const outside = await publish("2021-03-05T00:00:00Z")
    for (const eventId of [inside, outside]) {
      const [delivery] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${eventId}`)
      await settledDelivery(admin, delivery!.id, "failed")
    }
    partner.receiver.respondWith([{ status: 200 }])
    expect(expectOk(await replay({ from, to }))).toEqual({ count: 1 })
    const [, , again] = await partner.receiver.waitFor(3)
    expect(again!.headers["webhook-id"]).toBe(inside)
    expect(expectOk(await replay({ from, to }))).toEqual({ count: 0 })
  })

  it("sends what arrived again only when asked to", async () => {
    const eventId = await publish()
    const [delivery] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${eventId}`)
    await settledDelivery(admin, delivery!.id, "delivered")
    expect(expectOk(await replay({ from, to }))).toEqual({ count: 0 })
    expect(
      expectOk(await replay({ from, to, statuses: ["delivered"], event_types: ["compliance.establishment_fulfilled"] }))
    ).toEqual({ count: 1 })
    await partner.receiver.waitFor(2)
  })

  it("sends events from before the subscription existed, once, when asked to include what is missing", async () => {
    const earlier = await publish()
    const late = await registerPartner(admin, { events: ["compliance.*"], account_id: accountId })
    const path = `/admin/webhooks/subscriptions/${late.subscription.id}/replay`
    const { count } = expectOk(await admin.post<{ count: number }>(path, { from, to, include_missing: true }))
    expect(count).toBeGreaterThanOrEqual(1)
    const request = await late.webhookOf("compliance.establishment_fulfilled", earlier)
    late.verify(request)
    expect(expectOk(await admin.post(path, { from, to, include_missing: true }))).toEqual({ count: 0 })
    await late.stop()
  })

  it.each([
    [{}, "from"],
    [{ from: "yesterday" }, "from"],
    [{ from: to, to: from }, "to"],
    [{ from, statuses: ["pending"] }, "statuses"],
    [{ from, event_types: ["order.teleported"] }, "event_types.0"],
    [{ from, colour: "red" }, "colour"],
  ])("refuses %j", async (body, field) => {
    expect(await replay(body)).toMatchObject({ status: 400, body: { message: expect.stringContaining(field) } })
  })

  it("is told of by the health of the shop", async () => {
    const { health } = expectOk(
      await admin.get<{ health: { backlog: { due_count: number }; engine: { id: string } } }>("/admin/webhooks/health")
    )
    expect(health).toMatchObject({
      backlog: { due_count: expect.any(Number) },
      engine: { id: "postgres", running: true, reminders: true, sends: true },
    })
  })
})

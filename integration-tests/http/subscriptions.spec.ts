import { api, expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import {
  deliveriesOf,
  readDelivery,
  registerPartner,
  settledDelivery,
  type Delivery,
  type Partner,
} from "../helpers/receivers/partner"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

const PATH = "/admin/webhooks/subscriptions"

interface EventTypes {
  event_types: {
    name: string
    domain: string
    versions: string[]
    schema: { type: string }
    example: Record<string, unknown>
  }[]
}

describe("subscriptions", () => {
  let admin: Api
  let partner: Partner
  let example: Record<string, unknown>

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    const { event_types } = expectOk(await admin.get<EventTypes>("/admin/webhooks/event-types"))
    example = event_types.find(({ name }) => name === "compliance.requirement_created")!.example
  })
  beforeEach(async () => {
    partner = await registerPartner(admin, { events: ["compliance.requirement_created"] })
  })
  afterEach(() => partner.stop())

  const path = () => `${PATH}/${partner.subscription.id}`

  async function publish(fields: Record<string, unknown> = {}) {
    const input = { type: "compliance.requirement_created", data: example, ...fields }
    return expectOk(
      await admin.post<{ event: { id: string }; deliveries_count: number }>("/admin/webhooks/events", input)
    )
  }

  async function deliveryOf(eventId: string): Promise<Delivery> {
    const [delivery] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${eventId}`)
    return settledDelivery(admin, delivery!.id, "delivered")
  }

  it("needs a login", async () => {
    expect((await api(shopUnderTest.url()).get(PATH)).status).toBe(401)
  })

  it("lists the event types with schema and example", async () => {
    const { event_types } = expectOk(await admin.get<EventTypes>("/admin/webhooks/event-types"))
    expect(event_types.length).toBeGreaterThanOrEqual(11)
    for (const type of event_types) {
      expect(type).toMatchObject({
        domain: expect.any(String),
        versions: expect.arrayContaining([expect.any(String)]),
        schema: expect.any(Object),
      })
    }
  })

  it("shows the secret once, and stores it sealed", async () => {
    expect(partner.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect((await admin.get(path())).text).not.toContain(partner.secret.slice(6))
    const rows = await queryDatabase<{ sealed: string }>(
      shopUnderTest.databaseUrl(),
      "SELECT sealed FROM webhook_signing_secret WHERE owner_id = $1",
      [partner.subscription.id]
    )
    expect(rows).toEqual([{ sealed: expect.stringMatching(/^v1:[0-9a-f]{8}:/) }])
    expect(rows[0]!.sealed).not.toContain(partner.secret.slice(6, 20))
  })

  it("fills in what was left out", () => {
    expect(partner.subscription).toMatchObject({
      active: true,
      transport: "http",
      method: "POST",
      headers: [],
      retry_policy: "exponential",
      max_retries: 8,
      client_error_policy: "retry",
      api_version: "1.0",
      format: "standard",
      signature_scheme: "standard",
      disabled_reason: null,
    })
  })

  it("gives the fixed policy its own number of retries", async () => {
    expect((await admin.post(path(), { retry_policy: "fixed" })).body).toMatchObject({
      subscription: { retry_policy: "fixed", max_retries: 15 },
    })
  })

  it("sends constant headers, and shows their names only", async () => {
    const headers = [{ name: "Authorization", value: "Bearer hunter2" }]
    const updated = await admin.post(path(), { headers })
    expect(updated.body).toMatchObject({ subscription: { headers: [{ name: "Authorization", value: "***" }] } })
    expectOk(await admin.post(path(), { name: "Renamed", headers: [{ name: "Authorization", value: "***" }] }))
    await publish()
    const [request] = await partner.receiver.waitFor(1)
    expect(request!.headers.authorization).toBe("Bearer hunter2")
    const [row] = await queryDatabase<{ headers: unknown }>(
      shopUnderTest.databaseUrl(),
      "SELECT headers FROM webhook_subscription WHERE id = $1",
      [partner.subscription.id]
    )
    expect(JSON.stringify(row)).not.toContain("hunter2")
  })

  it("sends what design §5 says about the delivery in its headers", async () => {
    const { event } = await publish()
    const [request] = await partner.receiver.waitFor(1)
    const delivery = await deliveryOf(event.id)
    expect(request).toMatchObject({
      method: "POST",
      headers: {
        "content-type": "application/json",
        "webhook-id": event.id,
        "webhook-event-type": "compliance.requirement_created",
        "webhook-delivery-id": delivery.id,
        "webhook-attempt": "1",
      },
    })
    partner.verify(request!)
  })

  it("uses the method that was asked for", async () => {
    expectOk(await admin.post(path(), { method: "PUT" }))
    await publish()
    expect((await partner.receiver.waitFor(1))[0]).toMatchObject({
      method: "PUT",
      body: expect.stringContaining("evt_"),
    })
  })

  it("signs with both secrets in the grace period, and with the new one alone without", async () => {
    const rotate = async (gracePeriodSeconds: number) =>
      expectOk(
        await admin.post<{ secret: string }>(`${path()}/rotate-secret`, { grace_period_seconds: gracePeriodSeconds })
      ).secret
    const second = await rotate(3_600)
    await publish()
    const [both] = await partner.receiver.waitFor(1)
    partner.verify(both!)
    partner.verify(both!, second)

    const third = await rotate(0)
    await publish()
    const alone = (await partner.receiver.waitFor(2))[1]!
    partner.verify(alone, third)
    expect(() => partner.verify(alone, second)).toThrow()
  })

  it("sends a test through the real path, to this subscription alone", async () => {
    const other = await registerPartner(admin, { events: ["*"] })
    const { delivery } = expectOk(
      await admin.post<{ delivery: Delivery }>(`${path()}/test`, { event_type: "order.placed" })
    )
    const [request] = await partner.receiver.waitFor(1)
    partner.verify(request!)
    expect(request!.headers["webhook-event-type"]).toBe("order.placed")
    expect(await settledDelivery(admin, delivery.id, "delivered")).toMatchObject({
      attempts_log: [{ outcome: "accepted" }],
    })
    expect(await deliveriesOf(admin, other.subscription.id, `&event_id=${delivery.event_id}`)).toEqual([])
    await other.stop()
  })

  it("gets events of its own account only, and without an account all of them", async () => {
    const practice = await registerPartner(admin, { events: ["compliance.*"], account_id: "practice-1" })
    const counts = []
    for (const accountId of ["practice-1", "practice-2", null]) {
      const { event } = await publish({ account_id: accountId })
      const [theirs, ours] = await Promise.all(
        [practice, partner].map(({ subscription }) => deliveriesOf(admin, subscription.id, `&event_id=${event.id}`))
      )
      counts.push([theirs!.length, ours!.length])
    }
    expect(counts).toEqual([
      [1, 1],
      [0, 1],
      [0, 1],
    ])
    await practice.stop()
  })

  it("adds nothing when the same idempotency key comes again", async () => {
    const key = `key-${partner.subscription.id}`
    const first = await publish({ idempotency_key: key })
    const again = await publish({ idempotency_key: key })
    expect(again).toEqual(first)
    expect(await deliveriesOf(admin, partner.subscription.id)).toHaveLength(1)
  })

  it("holds deliveries back while switched off, and sends them once switched on", async () => {
    expectOk(await admin.post(path(), { active: false }))
    expect((await publish()).deliveries_count).toBe(0)
    expectOk(await admin.post(path(), { active: true }))
    partner.receiver.respondWith([{ status: 500 }])
    const { event } = await publish()
    const [delivery] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${event.id}`)
    await settledDelivery(admin, delivery!.id, "retrying")
    expectOk(await admin.post(path(), { active: false }))
    const refused = await admin.post(`/admin/webhooks/deliveries/${delivery!.id}/retry`)
    expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining("switched off") } })
  })

  it("is gone after its deletion; its deliveries stay readable and the open ones are cancelled", async () => {
    partner.receiver.respondWith([{ status: 500 }])
    const { event } = await publish()
    const [delivery] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${event.id}`)
    await settledDelivery(admin, delivery!.id, "retrying")
    const deleted = await admin.delete(path())
    expect(deleted).toMatchObject({
      status: 200,
      body: { id: partner.subscription.id, object: "webhook_subscription", deleted: true },
    })
    expect((await admin.get(path())).status).toBe(404)
    expect(await readDelivery(admin, delivery!.id)).toMatchObject({
      status: "cancelled",
      next_retry_at: null,
      attempts: 1,
    })
    expect((await publish()).deliveries_count).toBe(0)
  })

  it("retries by hand what failed, and cancels what is owed", async () => {
    expectOk(await admin.post(path(), { retry_policy: "none" }))
    partner.receiver.respondWith([{ status: 500, body: "no\0pe" }, { status: 200 }])
    const { event } = await publish()
    const [{ id }] = (await deliveriesOf(admin, partner.subscription.id, `&event_id=${event.id}`)) as [Delivery]
    expect(await settledDelivery(admin, id, "failed")).toMatchObject({
      outcome: "server_error",
      response_code: 500,
      response_body: "no\uFFFDpe",
    })
    expect((await admin.post(`/admin/webhooks/deliveries/${id}/cancel`)).status).toBe(400)
    expectOk(await admin.post(`/admin/webhooks/deliveries/${id}/retry`))
    const done = await settledDelivery(admin, id, "delivered")
    expect(done.attempts_log.map(({ outcome }) => outcome)).toEqual(["server_error", "accepted"])
    const [first, second] = partner.receiver.requests
    expect(second!.body).toBe(first!.body)
    expect(second!.headers["webhook-attempt"]).toBe("2")
  })

  it("tells how its deliveries went", async () => {
    expectOk(await admin.post(path(), { retry_policy: "none" }))
    partner.receiver.respondWith([{ status: 200 }, { status: 500 }])
    for (const status of ["delivered", "failed"] as const) {
      const { event } = await publish()
      const [delivery] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${event.id}`)
      await settledDelivery(admin, delivery!.id, status)
    }
    const { stats } = expectOk(await admin.get<{ stats: object }>(`${path()}/stats`))
    expect(stats).toMatchObject({
      deliveries: { delivered: 1, failed: 1 },
      attempts_count: 2,
      success_ratio: 0.5,
      p50_ms: expect.any(Number),
      p95_ms: expect.any(Number),
      buckets: expect.arrayContaining([expect.objectContaining({ success_ratio: expect.any(Number) })]),
    })
    expect((await admin.get(`${path()}/stats?from=yesterday`)).status).toBe(400)
  })

  it("lists, searches, pages and picks fields", async () => {
    const name = `Needle ${partner.subscription.id}`
    expectOk(await admin.post(path(), { name }))
    const listed = await admin.get(`${PATH}?q=${encodeURIComponent(name)}&fields=name&limit=5&order=-created_at`)
    expect(listed.body).toEqual({
      subscriptions: [{ id: partner.subscription.id, name }],
      count: 1,
      offset: 0,
      limit: 5,
    })
    await publish()
    const { deliveries } = expectOk(
      await admin.get<{ deliveries: Delivery[] }>(
        `/admin/webhooks/deliveries?subscription_id=${partner.subscription.id}`
      )
    )
    const found = await admin.get(
      `/admin/webhooks/deliveries?q=${deliveries[0]!.id}&created_at[gte]=2026-01-01T00:00:00Z`
    )
    expect(found.body).toMatchObject({ count: 1, deliveries: [{ id: deliveries[0]!.id }] })
    expect(found.body).not.toHaveProperty("deliveries.0.payload")
  })
})

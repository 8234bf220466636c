import { api, expectOk, type Api } from "../../helpers/shop/api"
import { emrSource, postVideoCall, standardHeaders, videoCall } from "../../helpers/shop/emr"
import { deliveriesOf, registerPartner, settledDelivery, type Partner } from "../../helpers/receivers/partner"
import { publishEvent } from "../../helpers/shop/publish"
import { shopUnderTest } from "../../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../../helpers/shop/shopper"

const FULFILLED = "compliance.establishment_fulfilled"

/** The document's envelope, as it stands. */
const SAMPLE = {
  id: "evt_abc123",
  type: FULFILLED,
  created_at: "2026-01-04T22:30:00Z",
  data: { customer_id: "cus_xyz", region_code: "US-TX", establishment: { id: "est_456", established: true } },
  metadata: { api_version: "1.0", webhook_subscription_id: "sub_789" },
}

const TYPES = [
  "compliance.requirement_created",
  FULFILLED,
  "compliance.establishment_expired",
  "compliance.consultation_scheduled",
  "order.placed",
  "order.paid",
  "order.shipped",
  "order.delivered",
  "order.cancelled",
  "customer.created",
  "customer.address_changed",
]

describe("seed document 004: the platform's own webhooks", () => {
  let admin: Api
  let partner: Partner

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  beforeEach(async () => {
    partner = await registerPartner(admin, {
      events: ["compliance.*"],
      name: "EMR Sync",
      retry_policy: "exponential",
      max_retries: 3,
    })
  })
  afterEach(() => partner.stop())

  it("sends the document's envelope", async () => {
    const { event } = await publishEvent(admin, { type: FULFILLED, data: SAMPLE.data, occurred_at: SAMPLE.created_at })
    const [request] = await partner.receiver.waitFor(1)
    const body = JSON.parse(request!.body)
    expect(body).toEqual({
      ...SAMPLE,
      id: event.id,
      created_at: expect.any(String),
      metadata: { api_version: "1.0", webhook_subscription_id: partner.subscription.id },
    })
    expect(Object.keys(body)).toEqual(Object.keys(SAMPLE))
    expect(Date.parse(body.created_at)).toBe(Date.parse(SAMPLE.created_at))
    partner.verify(request!)
  })

  it("keeps a record of each dispatch with the document's fields", async () => {
    partner.receiver.respondWith([{ status: 200, body: "thanks" }])
    const { event } = await publishEvent(admin, { type: FULFILLED, data: SAMPLE.data })
    const [{ id } = { id: "" }] = await deliveriesOf(admin, partner.subscription.id, `&event_id=${event.id}`)
    expect(await settledDelivery(admin, id, "delivered")).toMatchObject({
      id,
      subscription_id: partner.subscription.id,
      event_type: FULFILLED,
      payload: { id: event.id, data: SAMPLE.data },
      status: "delivered",
      response_code: 200,
      response_body: "thanks",
      attempts: 1,
      next_retry_at: null,
      delivered_at: expect.any(String),
      created_at: expect.any(String),
    })
  })

  it("knows a subscription by the document's fields", async () => {
    expect(partner.subscription).toMatchObject({
      url: expect.stringContaining("http"),
      events: ["compliance.*"],
      active: true,
      retry_policy: "exponential",
      max_retries: 3,
      name: "EMR Sync",
      description: null,
      created_by: expect.stringMatching(/^user_/),
    })
    expect(partner.secret).toMatch(/^whsec_/)
  })

  it("offers the document's event types", async () => {
    const { event_types } = expectOk(
      await admin.get<{ event_types: { name: string }[] }>("/admin/webhooks/event-types")
    )
    expect(event_types.map(({ name }) => name)).toEqual(expect.arrayContaining(TYPES))
  })

  it("keeps the document's video call, word for word, while the shop has no such customer", async () => {
    const source = await emrSource(admin)
    const body = videoCall(SAMPLE.data.customer_id)
    const headers = standardHeaders(body, source.secret, `msg_004_xyz_${process.pid}_${Date.now()}`)
    expect(await postVideoCall(api(shopUnderTest.url()), body, headers)).toMatchObject({
      status: 422,
      body: { status: "failed", message: expect.stringContaining("cus_xyz") },
    })
  })

  it("takes the document's video call, signed, and tells the subscribers of the establishment", async () => {
    const source = await emrSource(admin)
    const customer = await registerCustomer(shopUnderTest.url())
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    const body = videoCall(customer.id)
    const caller = api(shopUnderTest.url())
    const forged = await postVideoCall(
      caller,
      body,
      standardHeaders(body, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_forged")
    )
    expect(forged.status).toBe(401)
    const messageId = `msg_004_${process.pid}_${Date.now()}`
    expect(await postVideoCall(caller, body, standardHeaders(body, source.secret, messageId))).toMatchObject({
      status: 200,
      body: { status: "processed", region_code: "US-TX" },
    })
    const request = await partner.webhookOf(FULFILLED, customer.id)
    expect(JSON.parse(request.body).data).toMatchObject({
      customer_id: customer.id,
      region_code: "US-TX",
      establishment: { established: true },
    })
    expect(partner.receiver.requests).toHaveLength(1)
  })
})

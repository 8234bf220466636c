import { api, expectOk, type Api } from "../helpers/shop/api"
import {
  COMPLETED_AT,
  emrSource,
  hexHeaders,
  postVideoCall,
  standardHeaders,
  videoCall,
  type Source,
} from "../helpers/shop/emr"
import { deliveriesOf, registerPartner, type Envelope, type Partner } from "../helpers/receivers/partner"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress, type Customer } from "../helpers/shop/shopper"

const MINUTES = 60_000

describe("an EMR that reports a completed video call", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  let partner: Partner
  let source: Source
  let messageCount = 0

  const nextMessageId = () => `msg_${process.pid}_${Date.now()}_${++messageCount}`

  async function patient(address = texanAddress()): Promise<Customer> {
    const customer = await registerCustomer(shopUnderTest.url())
    expectOk(await customer.store.post("/store/customers/me/addresses", address))
    return customer
  }

  async function establishmentsOf(customerId: string) {
    const path = `/admin/compliance/establishments?customer_id=${customerId}`
    return expectOk(await admin.get<{ establishments: Record<string, unknown>[] }>(path)).establishments
  }

  async function fulfilledEvents(customerId: string) {
    const path = "/admin/webhooks/events?type=compliance.establishment_fulfilled&limit=200"
    const { events } = expectOk(await admin.get<{ events: { id: string; subject: string }[] }>(path))
    const ids = (await establishmentsOf(customerId)).map(({ id }) => id)
    return events.filter(({ subject }) => ids.includes(subject))
  }

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    partner = await registerPartner(admin, { events: ["compliance.*"] })
  })
  beforeEach(async () => {
    source = await emrSource(admin)
  })
  afterAll(() => partner.stop())

  it("establishes the customer in their region, once, and publishes it to the subscribers, once", async () => {
    const { id } = await patient()
    const body = videoCall(id)
    const headers = standardHeaders(body, source.secret, nextMessageId())

    const first = await postVideoCall(caller, body, headers)
    const second = await postVideoCall(caller, body, headers)
    expect(first).toMatchObject({ status: 200, body: { status: "processed", region_code: "US-TX", duplicate: false } })
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, status: "processed", duplicate: true } })

    const request = await partner.webhookOf("compliance.establishment_fulfilled", id)
    partner.verify(request)
    const { data } = JSON.parse(request.body) as Envelope
    const [establishment, ...others] = await establishmentsOf(id)
    expect(others).toEqual([])
    expect(data).toEqual({ customer_id: id, region_code: "US-TX", establishment })
    expect(establishment).toMatchObject({
      customer_id: id,
      region_code: "US-TX",
      status: "established",
      established: true,
      provider_id: "dr_abc",
      appointment_id: `appt_${id}`,
      established_at: COMPLETED_AT,
    })
    const events = await fulfilledEvents(id)
    expect(events).toHaveLength(1)
    expect(await deliveriesOf(admin, partner.subscription.id, `&event_id=${events[0]?.id}`)).toHaveLength(1)
  })

  it("adds nothing when the same call comes under another message id", async () => {
    const { id } = await patient()
    const body = videoCall(id)
    for (const messageId of [nextMessageId(), nextMessageId()]) {
      expect((await postVideoCall(caller, body, standardHeaders(body, source.secret, messageId))).status).toBe(200)
    }
    expect(await establishmentsOf(id)).toHaveLength(1)
    expect(await fulfilledEvents(id)).toHaveLength(1)
  })

  it("does it once when the same call comes eight times at one instant", async () => {
    const { id } = await patient()
    const body = videoCall(id)
    const headers = standardHeaders(body, source.secret, nextMessageId())
    const answers = await Promise.all(Array.from({ length: 8 }, () => postVideoCall(caller, body, headers)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1)
    expect(answers.filter((answer) => answer.body.duplicate === false)).toHaveLength(1)
    expect(await establishmentsOf(id)).toHaveLength(1)
    expect(await fulfilledEvents(id)).toHaveLength(1)
  })

  it.each([
    ["us-tx", "us", "US-TX"],
    ["Texas", "us", "US-TX"],
    ["Québec", "ca", "CA-QC"],
  ])("understands a province written %s", async (province, countryCode, regionCode) => {
    const { id } = await patient(texanAddress({ province, country_code: countryCode }))
    const body = videoCall(id)
    const answer = await postVideoCall(caller, body, standardHeaders(body, source.secret, nextMessageId()))
    expect(answer).toMatchObject({ status: 200, body: { region_code: regionCode } })
  })

  it("takes the GitHub-style signature from a source with that scheme, and repeats by the body", async () => {
    const hex = await emrSource(admin, "hmac-sha256-hex")
    const { id } = await patient()
    const body = videoCall(id)
    const first = await postVideoCall(caller, body, hexHeaders(body, hex.secret))
    const second = await postVideoCall(caller, body, hexHeaders(body, hex.secret))
    expect(first).toMatchObject({ status: 200, body: { status: "processed" } })
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, duplicate: true } })
    expect((await postVideoCall(caller, `${body} `, hexHeaders(body, hex.secret))).status).toBe(401)
  })

  describe("refuses with 401, and writes nothing,", () => {
    it.each<[string, (body: string, secret: string) => { body?: string; headers: Record<string, string> }]>([
      [
        "a body changed by one byte",
        (body, secret) => ({
          body: body.replace("dr_abc", "dr_abd"),
          headers: standardHeaders(body, secret, nextMessageId()),
        }),
      ],
      [
        "a call of 6 minutes ago",
        (body, secret) => ({
          headers: standardHeaders(body, secret, nextMessageId(), new Date(Date.now() - 6 * MINUTES)),
        }),
      ],
      [
        "a call from 6 minutes ahead",
        (body, secret) => ({
          headers: standardHeaders(body, secret, nextMessageId(), new Date(Date.now() + 6 * MINUTES)),
        }),
      ],
      ["an unsigned call", () => ({ headers: {} })],
      [
        "a foreign secret",
        (body) => ({
          headers: standardHeaders(body, `whsec_${Buffer.alloc(32, 7).toString("base64")}`, nextMessageId()),
        }),
      ],
      ["the other scheme", (body, secret) => ({ headers: hexHeaders(body, secret) })],
    ])("%s", async (_what, forge) => {
      const { id } = await patient()
      const body = videoCall(id)
      const forged = forge(body, source.secret)
      expect((await postVideoCall(caller, forged.body ?? body, forged.headers)).status).toBe(401)
      expect(await establishmentsOf(id)).toEqual([])
    })

    it("a secret that was rotated away without grace", async () => {
      const { id } = await patient()
      await emrSource(admin)
      const body = videoCall(id)
      expect((await postVideoCall(caller, body, standardHeaders(body, source.secret, nextMessageId()))).status).toBe(
        401
      )
    })

    it("any call while the source is switched off, or does not exist", async () => {
      const { id } = await patient()
      const body = videoCall(id)
      const call = () => postVideoCall(caller, body, standardHeaders(body, source.secret, nextMessageId()))
      expectOk(await admin.post(`/admin/webhooks/sources/${source.id}`, { active: false }))
      expect((await call()).status).toBe(401)
      expectOk(await admin.delete(`/admin/webhooks/sources/${source.id}`))
      expect((await call()).status).toBe(401)
      expect(await establishmentsOf(id)).toEqual([])
    })
  })

  it("names the field of a signed call that is wrong", async () => {
    const body = videoCall("cus_x", { call_duration_minutes: "15" })
    const answer = await postVideoCall(caller, body, standardHeaders(body, source.secret, nextMessageId()))
    expect(answer).toMatchObject({
      status: 400,
      body: { type: "invalid_data", message: expect.stringContaining("call_duration_minutes") },
    })
  })

  it("answers 413 to more than 256 KiB", async () => {
    const body = videoCall("cus_x", { notes: "x".repeat(262_144) })
    expect((await postVideoCall(caller, body, standardHeaders(body, source.secret, nextMessageId()))).status).toBe(413)
  })

  it("keeps a call about an unknown patient, and tries it again whenever it is asked to", async () => {
    const externalId = `emr-${process.pid}-${Date.now()}`
    const body = videoCall(externalId)
    const headers = standardHeaders(body, source.secret, nextMessageId())
    const refused = await postVideoCall(caller, body, headers)
    expect(refused).toMatchObject({
      status: 422,
      body: { status: "failed", message: expect.stringContaining(externalId) },
    })
    expect(await postVideoCall(caller, body, headers)).toMatchObject({
      status: 422,
      body: { id: refused.body.id, duplicate: true },
    })
    const path = `/admin/webhooks/inbound-messages/${refused.body.id}`
    expect(await admin.get(path)).toMatchObject({ status: 200, body: { inbound_message: { status: "failed", body } } })
    expect(await admin.post(`${path}/reprocess`)).toMatchObject({ body: { inbound_message: { status: "failed" } } })
  })

  it("keeps a call about a customer without an address that has a region, and finishes it once there is one", async () => {
    const customer = await registerCustomer(shopUnderTest.url())
    const { id } = customer
    const body = videoCall(id)
    const headers = standardHeaders(body, source.secret, nextMessageId())
    const refused = await postVideoCall(caller, body, headers)
    expect(refused).toMatchObject({ status: 422, body: { status: "failed", cause: "no_region" } })

    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    const path = `/admin/webhooks/inbound-messages/${refused.body.id}/reprocess`
    expect(await admin.post(path)).toMatchObject({ status: 200, body: { inbound_message: { status: "processed" } } })
    expect(await establishmentsOf(id)).toMatchObject([{ region_code: "US-TX", established: true }])
    expect(await postVideoCall(caller, body, headers)).toMatchObject({
      status: 200,
      body: { id: refused.body.id, duplicate: true },
    })
    expect(await fulfilledEvents(id)).toHaveLength(1)
  })
})

import { expectOk, type Api } from "../helpers/shop/api"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import {
  COMPLETED_CALLS,
  athenahealthHandshake,
  healthieCall,
  zoomHandshake,
  type CallSubject,
  type VendorCall,
} from "../helpers/shop/vendor-calls"
import {
  fetchedFrom,
  flipped,
  forgedCall,
  newSubject,
  post,
  recordsOf,
  startVendor,
  texan,
  vendorSource,
  type FakeVendor,
  type VendorSource,
} from "../helpers/shop/vendor-source"
import { until } from "../helpers/until"

/** Vendors that want 200 whatever becomes of their message: it is processed after the answer. */
const ANSWERED_AT_ONCE = ["elation", "healthie", "zoom", "athenahealth"]
const SIGNED_AT_ANY_TIME = ["elation", "healthie", "athenahealth", "medplum"]
const ANYWHERE = { url: "https://shop.example/webhooks/vendor" }

describe("a call of", () => {
  const shopUrl = shopUnderTest.url()
  let admin: Api
  let vendor: FakeVendor
  let records: ReturnType<typeof recordsOf>

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    records = recordsOf(admin)
    vendor = await startVendor()
  })
  afterAll(() => vendor.stop())

  /** With a `fetch_url` only where the vendor's calls are thin. */
  async function sourceFor(make: (subject: CallSubject) => VendorCall): Promise<VendorSource> {
    const example = make(newSubject(ANYWHERE))
    const isThin = Object.keys(example.fetched).length > 0
    return vendorSource(admin, shopUrl, example, isThin ? fetchedFrom(vendor) : {})
  }

  describe.each(Object.entries(COMPLETED_CALLS))("%s", (profile, make) => {
    let source: VendorSource
    beforeAll(async () => void (source = await sourceFor(make)))

    async function linkedPatient(subject: CallSubject): Promise<string> {
      const { id } = await texan(shopUrl)
      const link = { source: source.slug, external_id: subject.patient, customer_id: id }
      expectOk(await admin.post("/admin/compliance/patient-links", link))
      return id
    }

    it("establishes the patient whom staff linked, once, and is answered as the vendor wants it", async () => {
      const subject = newSubject(source)
      const customerId = await linkedPatient(subject)
      const call = make(subject)
      vendor.knows(call.fetched)

      const answer = await post(call)
      expect(answer.status).toBe(200)
      if (ANSWERED_AT_ONCE.includes(profile))
        expect(answer.body).toEqual({ id: expect.any(String), status: "received" })
      else expect(answer.body).toMatchObject({ status: "processed", region_code: "US-TX", duplicate: false })
      expect(answer.text).not.toContain(customerId)

      const facts = await until(async () => (await records.establishments(customerId))[0], { what: "an establishment" })
      expect(facts).toMatchObject({ region_code: "US-TX", status: "established", appointment_id: subject.appointment })
      expect(facts).toMatchObject({ provider_id: subject.provider, established_at: subject.at.toISOString() })
      expect(await records.tried(source.id)).toMatchObject([{ status: "processed", cause: null }])

      const before = { facts: await records.establishments(customerId) }
      expect((await post(call)).status).toBe(200)
      const stored = await records.tried(source.id)
      // Healthie says "it changed" without an id or a time: equal bodies are two changes, and each one is fetched.
      expect(stored.map(({ status }) => status)).toEqual(Array(profile === "healthie" ? 2 : 1).fill("processed"))
      expect(await records.establishments(customerId)).toEqual(before.facts)
      expect(await records.fulfilledEvents(customerId)).toHaveLength(1)
    })

    it("is refused with one bit changed, by another key, or unsigned, and nothing is stored", async () => {
      const before = await records.messages(source.id)
      const subject = newSubject(source)
      const customerId = await linkedPatient(subject)
      const call = make(subject)
      vendor.knows(call.fetched)
      const answers = [
        await post(call, flipped(call.body)),
        await post(forgedCall(profile, subject)),
        await post({ ...call, headers: {} }),
        await post({ ...call, headers: Object.fromEntries(Object.keys(call.headers).map((name) => [name, ""])) }),
      ]
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
      expect(await records.messages(source.id)).toEqual(before)
      expect(await records.establishments(customerId)).toEqual([])
    })

    it("is refused when it was signed six minutes ago, where the vendor signs the time", async () => {
      const call = make({ ...newSubject(source), sentAt: new Date(Date.now() - 360_000) })
      vendor.knows(call.fetched)
      // Medplum is answered what became of the message: nobody knows this patient.
      const taken = ANSWERED_AT_ONCE.includes(profile) ? 200 : 422
      expect((await post(call)).status).toBe(SIGNED_AT_ANY_TIME.includes(profile) ? taken : 401)
    })
  })

  it.each([
    ["zoom", zoomHandshake, (subject: CallSubject) => zoomHandshake(subject).answer],
    ["athenahealth", athenahealthHandshake, () => ({})],
  ])("%s that shakes hands is answered word for word, and not stored", async (profile, make, answerTo) => {
    const source = await sourceFor(COMPLETED_CALLS[profile]!)
    const subject = newSubject(source)
    const answer = await post(make(subject))
    expect(answer).toMatchObject({ status: 200, text: JSON.stringify(answerTo(subject)) })
    expect((await post(make({ ...subject, secret: "somebody-elses-secret" }))).status).toBe(401)
    expect((await post({ ...make(subject), headers: {} })).status).toBe(401)
    expect(await records.messages(source.id)).toEqual([])
  })

  it("Healthie says only that something changed, so a second one with the same bytes is fetched anew", async () => {
    const source = await sourceFor(healthieCall)
    const { id } = await texan(shopUrl)
    const subject = { ...newSubject(source), patient: id }
    const booked = healthieCall(subject, { pm_status: null, actual_duration: null })
    vendor.knows(booked.fetched)
    expect((await post(booked)).status).toBe(200)
    await until(async () => (await records.establishments(id))[0]?.status === "scheduled", { what: "the booking" })

    const over = healthieCall(subject)
    expect(over.body).toBe(booked.body)
    vendor.knows(over.fetched)
    expect((await post(over)).status).toBe(200)
    await until(async () => (await records.establishments(id))[0]?.status === "established", { what: "the call" })
    const stored = await records.tried(source.id)
    expect(new Set(stored.map(({ id: messageId }) => messageId)).size).toBe(2)
    expect(await records.fulfilledEvents(id)).toHaveLength(1)
  })

  it("a vendor is asked with the source's own credential only, and a refusal is for staff to see", async () => {
    const { fetch_url } = fetchedFrom(vendor)
    const example = healthieCall(newSubject(ANYWHERE))
    const source = await vendorSource(admin, shopUrl, example, { fetch_url, fetch_credential: "Bearer of-last-year" })
    const { id } = await texan(shopUrl)
    const call = healthieCall({ ...newSubject(source), patient: id })
    vendor.knows(call.fetched)
    expect((await post(call)).status).toBe(200)
    expect(await records.tried(source.id)).toMatchObject([{ status: "failed", cause: "fetch_refused" }])
    expect(await records.establishments(id)).toEqual([])
  })
})

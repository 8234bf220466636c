import { expectOk, type Api } from "../helpers/shop/api"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { athenahealthCall } from "../helpers/shop/vendor-calls"
import {
  fetchedFrom,
  newSubject,
  post,
  recordsOf,
  startVendor,
  texan,
  vendorSource,
  type FakeVendor,
} from "../helpers/shop/vendor-source"
import { until } from "../helpers/until"

/**
 * A notification about several patients of a clinic was applied as a whole or not at all: one patient who is no customer of
 * the shop, as most of a clinic's are, kept the others unverified for ever.
 */
describe("a notification about several patients", () => {
  let admin: Api
  let vendor: FakeVendor
  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    vendor = await startVendor()
  })
  afterAll(() => vendor.stop())

  it("counts for those who are known, once, and for the stranger when they are linked", async () => {
    const records = recordsOf(admin)
    const example = athenahealthCall(newSubject({ url: "https://shop.example/" }))
    const source = await vendorSource(admin, shopUnderTest.url(), example, fetchedFrom(vendor))
    const [first, last, late] = [
      await texan(shopUnderTest.url()),
      await texan(shopUnderTest.url()),
      await texan(shopUnderTest.url()),
    ]
    const stranger = newSubject(source)
    const call = athenahealthCall({ ...newSubject(source), patient: first.id }, stranger, {
      ...newSubject(source),
      patient: last.id,
    })
    vendor.knows(call.fetched)
    expect((await post(call)).status).toBe(200)
    expect(await records.tried(source.id)).toMatchObject([{ status: "failed", cause: "unknown_patient" }])
    const before = [await records.establishments(first.id), await records.establishments(last.id)]
    expect(before).toMatchObject([[{ status: "established" }], [{ status: "established" }]])

    const link = { source: source.slug, external_id: stranger.patient, customer_id: late.id }
    expectOk(await admin.post("/admin/compliance/patient-links", link))
    await until(async () => (await records.establishments(late.id)).length === 1, { what: "the third patient" })
    const [message] = await records.tried(source.id)
    expect(message).toMatchObject({ status: "processed" })
    type Detail = { inbound_message: { result: { messages: { appointment_id: string }[] } } }
    const detail = expectOk(await admin.get<Detail>(`/admin/webhooks/inbound-messages/${message?.id}`))
    expect(detail.inbound_message.result.messages).toHaveLength(3)
    expect([await records.establishments(first.id), await records.establishments(last.id)]).toEqual(before)
    for (const { id } of [first, last, late]) expect(await records.fulfilledEvents(id)).toHaveLength(1)
  })

  it("counts, too, when one of them can't be read, or can't be fetched yet", async () => {
    const records = recordsOf(admin)
    const example = athenahealthCall(newSubject({ url: "https://shop.example/" }))
    const source = await vendorSource(admin, shopUnderTest.url(), example, fetchedFrom(vendor))
    const [known, gone, odd] = [newSubject(source), newSubject(source), newSubject(source)]
    const { id } = await texan(shopUnderTest.url())
    const call = athenahealthCall(gone, odd, { ...known, patient: id })
    const paths = Object.keys(call.fetched)
    const { [paths[0]!]: _gone, ...fetched } = call.fetched
    vendor.knows({ ...fetched, [paths[1]!]: { ...(fetched[paths[1]!] as object), participant: [] } })
    expect((await post(call)).status).toBe(200)
    expect(await records.tried(source.id)).toMatchObject([{ status: "failed", cause: "fetch_refused" }])
    expect(await records.establishments(id)).toMatchObject([{ status: "established" }])

    vendor.knows(call.fetched)
    const links = [gone, odd].map(({ patient }) => ({ source: source.slug, external_id: patient, customer_id: id }))
    for (const link of links) expectOk(await admin.post("/admin/compliance/patient-links", link))
    const [message] = await records.messages(source.id)
    const again = await admin.post(`/admin/webhooks/inbound-messages/${message?.id}/reprocess`)
    expect(again).toMatchObject({ status: 200, body: { inbound_message: { status: "processed" } } })
    expect(await records.fulfilledEvents(id)).toHaveLength(1)
  })
})

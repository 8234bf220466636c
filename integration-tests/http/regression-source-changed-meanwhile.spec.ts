import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { recordsOf, texan } from "../helpers/shop/vendor-source"
import { until } from "../helpers/until"

/**
 * A message that waited was processed although its source had lost the right to send it; and where the source had got a
 * vendor's profile meanwhile, it was taken for nothing, marked as processed, and lost.
 */
describe("a message that waits while its source is changed", () => {
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it.each([
    ["not_allowed", { messages: ["patient-linked"] }, { messages: null }],
    ["other_profile", { profile: "healthie" }, { profile: null }],
  ])("is refused as %s, and done when the source is as it was", async (cause, changes, back) => {
    const records = recordsOf(admin)
    const source = await newSource(admin)
    const { id } = await texan(shopUnderTest.url())
    const waiting = await postSigned(api(shopUnderTest.url()), source.slug, videoCall(source.slug), source.secret)
    expect(waiting).toMatchObject({ status: 422, body: { cause: "unknown_patient" } })

    expectOk(await admin.post(`/admin/webhooks/sources/${source.id}`, changes))
    const link = { source: source.slug, external_id: source.slug, customer_id: id }
    expectOk(await admin.post("/admin/compliance/patient-links", link))
    await until(async () => (await records.messages(source.id))[0]?.cause === cause, {
      what: "the message to be refused",
    })
    expect(await records.messages(source.id)).toMatchObject([{ status: "failed", waits_for: `source:${source.id}` }])
    expect(await records.establishments(id)).toEqual([])

    expectOk(await admin.post(`/admin/webhooks/sources/${source.id}`, back))
    expect(await records.messages(source.id)).toMatchObject([{ status: expect.stringMatching(/received|processed/) }])
    expectOk(await admin.post(`/admin/webhooks/inbound-messages/${waiting.body.id}/reprocess`))
    expect(await records.establishments(id)).toMatchObject([{ status: "established" }])
  })
})

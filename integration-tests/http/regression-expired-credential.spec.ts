import { expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { healthieCall } from "../helpers/shop/vendor-calls"
import {
  VENDOR_CREDENTIAL,
  newSubject,
  post,
  recordsOf,
  startVendor,
  texan,
  vendorSource,
  type FakeVendor,
} from "../helpers/shop/vendor-source"

/**
 * What a vendor refused to hand out, because the credential had expired, waited for staff to press a button for each message,
 * though staff had long put the new credential in place.
 */
describe("a message whose content the vendor refused", () => {
  let admin: Api
  let vendor: FakeVendor
  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    vendor = await startVendor()
  })
  afterAll(() => vendor.stop())

  it("is due again as soon as the source has its new credential", async () => {
    const records = recordsOf(admin)
    const example = healthieCall(newSubject({ url: "https://shop.example/" }))
    const old = { fetch_url: vendor.url, fetch_credential: "Bearer of-last-year" }
    const source = await vendorSource(admin, shopUnderTest.url(), example, old)
    const { id } = await texan(shopUnderTest.url())
    const call = healthieCall({ ...newSubject(source), patient: id })
    vendor.knows(call.fetched)
    expect((await post(call)).status).toBe(200)
    const [refused] = await records.tried(source.id)
    expect(refused).toMatchObject({ status: "failed", cause: "fetch_refused" })

    expectOk(await admin.post(`/admin/webhooks/sources/${source.id}`, { fetch_credential: VENDOR_CREDENTIAL }))
    const [due] = await queryDatabase<{ is_due: boolean }>(
      shopUnderTest.databaseUrl(),
      "SELECT status IN ('received', 'processed') AND coalesce(next_try_at <= now(), true) AS is_due FROM webhook_inbound_message WHERE id = $1",
      [refused?.id]
    )
    expect(due).toEqual({ is_due: true })
    // What the job does within the minute.
    expectOk(await admin.post(`/admin/webhooks/inbound-messages/${refused?.id}/reprocess`))
    expect(await records.establishments(id)).toMatchObject([{ status: "established" }])
  })
})

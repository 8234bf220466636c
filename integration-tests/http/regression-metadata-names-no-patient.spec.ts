import { api, expectOk, type Api } from "../helpers/shop/api"
import { emrSource, postVideoCall, standardHeaders, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/**
 * `metadata.emr_patient_id` of a customer stood for the EMR's own id, and the Store API lets customers write their metadata:
 * anybody could take another patient's consultation for their own, or make it ambiguous.
 */
describe("a customer who writes another patient's id into their metadata", () => {
  let admin: Api

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })

  it("is not taken for that patient", async () => {
    const victimsId = `emr-${process.pid}-${Date.now()}`
    const attacker = await registerCustomer(shopUnderTest.url())
    expectOk(await attacker.store.post("/store/customers/me/addresses", texanAddress()))
    expectOk(await attacker.store.post("/store/customers/me", { metadata: { emr_patient_id: victimsId } }))

    const { secret } = await emrSource(admin)
    const body = videoCall(victimsId)
    const answer = await postVideoCall(
      api(shopUnderTest.url()),
      body,
      standardHeaders(body, secret, `msg_${victimsId}`)
    )
    expect(answer).toMatchObject({
      status: 422,
      body: { status: "failed", message: expect.stringContaining(victimsId) },
    })

    const path = `/admin/compliance/establishments?customer_id=${attacker.id}`
    expect(expectOk(await admin.get<{ establishments: unknown[] }>(path)).establishments).toEqual([])
  })
})

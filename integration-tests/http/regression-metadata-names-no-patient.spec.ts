import { api, expectOk, type Api } from "../helpers/api"
import { emrSource, postVideoCall, standardHeaders, videoCall } from "../helpers/emr"
import { shopUnderTest } from "../helpers/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shopper"

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
    const victims_id = `emr-${process.pid}-${Date.now()}`
    const attacker = await registerCustomer(shopUnderTest.url())
    expectOk(await attacker.store.post("/store/customers/me/addresses", texanAddress()))
    expectOk(await attacker.store.post("/store/customers/me", { metadata: { emr_patient_id: victims_id } }))

    const { secret } = await emrSource(admin)
    const body = videoCall(victims_id)
    const answer = await postVideoCall(api(shopUnderTest.url()), body, standardHeaders(body, secret, `msg_${victims_id}`))
    expect(answer).toMatchObject({ status: 422, body: { status: "failed", message: expect.stringContaining(victims_id) } })

    const path = `/admin/compliance/establishments?customer_id=${attacker.id}`
    expect(expectOk(await admin.get<{ establishments: unknown[] }>(path)).establishments).toEqual([])
  })
})

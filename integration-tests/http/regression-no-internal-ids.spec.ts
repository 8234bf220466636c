import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/** A refusal repeated the sentence for staff to the partner: which customer was found, and what they typed as their province. */
describe("a refused message", () => {
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it("is explained to the partner without ids of ours, and to staff with them", async () => {
    const source = await newSource(admin)
    const customer = await registerCustomer(shopUnderTest.url())
    const address = texanAddress({ province: "Narnia" })
    expectOk(await customer.store.post("/store/customers/me/addresses", address))
    const body = videoCall(customer.id)
    const refused = await postSigned(api(shopUnderTest.url()), source.slug, body, source.secret)
    expect(refused).toMatchObject({ status: 422, body: { type: "invalid_data", status: "failed", cause: "no_region" } })
    expect(Object.keys(refused.body).sort()).toEqual(["cause", "duplicate", "id", "message", "status", "type"])
    for (const ours of [customer.id, "Narnia", "cuaddr_", source.id]) expect(refused.text).not.toContain(ours)

    type Detail = { inbound_message: { error: string; body: string; waits_for: string } }
    const { inbound_message } = expectOk(await admin.get<Detail>(`/admin/webhooks/inbound-messages/${refused.body.id}`))
    expect(inbound_message.error).toContain(customer.id)
    expect(inbound_message).toMatchObject({ body, waits_for: `customer:${customer.id}` })
    const waiting = `/admin/webhooks/inbound-messages?waits_for=customer:${customer.id}&cause=no_region&status=failed`
    expect(await admin.get(waiting)).toMatchObject({ body: { count: 1, inbound_messages: [{ id: refused.body.id }] } })
  })
})

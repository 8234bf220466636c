import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, nextMessageId, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/**
 * A second body under an id that was used was answered with the first one's result, another patient's, and got lost.
 */
describe("another body under the id of a message", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  type List = { inbound_messages: { id: string; status: string; cause: string | null }[] }

  it("is refused with 409, shown to staff once, and changes nothing", async () => {
    const source = await newSource(admin)
    const path = `${source.slug}/video-call-completed`
    const customers = await Promise.all([1, 2].map(() => registerCustomer(shopUnderTest.url())))
    for (const customer of customers) {
      expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    }
    const [first, second] = customers.map(({ id }) => videoCall(id))
    const messageId = nextMessageId()

    const accepted = await postSigned(caller, path, first!, source.secret, messageId)
    expect(accepted).toMatchObject({ status: 200, body: { status: "processed" } })
    const refused = await postSigned(caller, path, second!, source.secret, messageId)
    expect(refused).toMatchObject({
      status: 409,
      body: { status: "quarantined", cause: "other_body", duplicate: false },
    })
    expect(refused.text).not.toContain(customers[0]!.id)
    expect(refused.body.id).not.toBe(accepted.body.id)

    const again = await postSigned(caller, path, second!, source.secret, messageId)
    expect(again).toMatchObject({ status: 409, body: { id: refused.body.id, duplicate: true } })
    const repeated = await postSigned(caller, path, first!, source.secret, messageId)
    expect(repeated).toMatchObject({ status: 200, body: { id: accepted.body.id, duplicate: true } })

    const list = await admin.get<List>(`/admin/webhooks/inbound-messages?source_id=${source.id}`)
    expect(expectOk(list).inbound_messages.map(({ id, status, cause }) => [id, status, cause])).toEqual([
      [refused.body.id, "quarantined", "other_body"],
      [accepted.body.id, "processed", null],
    ])
    const statusPath = `/admin/compliance/establishments?customer_id=${customers[1]!.id}`
    expect(expectOk(await admin.get<{ establishments: unknown[] }>(statusPath)).establishments).toEqual([])
  })
})

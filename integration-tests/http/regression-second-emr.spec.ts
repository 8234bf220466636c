import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, nextMessageId, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/** Routes and kinds of messages were named by the slug `emr`: a second EMR needed code. */
describe("a second EMR", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it("is added by staff alone, at both doors, with ids of its own", async () => {
    const [one, other] = [await newSource(admin), await newSource(admin)]
    const { id, store } = await registerCustomer(shopUnderTest.url())
    expectOk(await store.post("/store/customers/me/addresses", texanAddress()))
    const messageId = nextMessageId()

    const named = await postSigned(caller, `${one.slug}/video-call-completed`, videoCall(id), one.secret, messageId)
    expect(named).toMatchObject({ status: 200, body: { status: "processed", duplicate: false } })
    const nameless = await postSigned(caller, one.slug, videoCall(id), one.secret, messageId)
    expect(nameless).toMatchObject({ status: 200, body: { id: named.body.id, duplicate: true } })
    // The same id of another source is another message.
    const others = await postSigned(caller, other.slug, videoCall(id), other.secret, messageId)
    expect(others).toMatchObject({ status: 200, body: { status: "processed", duplicate: false } })

    const path = `/admin/webhooks/inbound-messages/${others.body.id}`
    expect(await admin.get(path)).toMatchObject({
      body: { inbound_message: { kind: `${other.slug}/video-call-completed`, source_id: other.id } },
    })
    // A secret opens its own source's door only.
    expect((await postSigned(caller, one.slug, videoCall(id), other.secret)).status).toBe(401)
  })
})

import { api, type Api } from "../helpers/shop/api"
import { newSource, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

/** An id of 8 kB did not fit into the index that recognises repeats: 503, "please send it again", for ever. */
describe("a sender's id of a message", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it("may have 255 characters", async () => {
    const { slug, secret } = await newSource(admin)
    const body = videoCall("cus_nobody")
    const first = await postSigned(caller, slug, body, secret, "i".repeat(255))
    expect(first).toMatchObject({ status: 422, body: { duplicate: false } })
    const repeat = await postSigned(caller, slug, body, secret, "i".repeat(255))
    expect(repeat).toMatchObject({ status: 422, body: { id: first.body.id, duplicate: true } })
  })

  it("is refused as the sender's mistake when it has more", async () => {
    const { slug, secret } = await newSource(admin)
    for (const length of [256, 8_000]) {
      const answer = await postSigned(caller, slug, videoCall("cus_nobody"), secret, "i".repeat(length))
      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining("id") } })
    }
  })
})

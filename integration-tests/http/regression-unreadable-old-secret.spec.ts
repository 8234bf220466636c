import { randomBytes } from "node:crypto"
import { secretBox } from "../../src/modules/webhooks/core/secret-box"
import { queryDatabase } from "../helpers/services/database"
import { api, expectOk, type Api } from "../helpers/shop/api"
import { newSource, postSigned, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

/** One secret of a source that could not be decrypted, an old one in its grace period, made every call of it a 503. */
describe("a source with an old secret that can't be decrypted", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it("is still called with its newest, and with that one only", async () => {
    const source = await newSource(admin)
    await queryDatabase(
      shopUnderTest.databaseUrl(),
      "UPDATE webhook_signing_secret SET sealed = $1 WHERE owner_id = $2",
      [secretBox([randomBytes(32)]).seal(source.secret, randomBytes(12)), source.id]
    )
    const rotate = `/admin/webhooks/sources/${source.id}/rotate-secret`
    const { secret } = expectOk(await admin.post<{ secret: string }>(rotate, { grace_period_seconds: 3_600 }))

    const path = `${source.slug}/video-call-completed`
    expect((await postSigned(caller, path, videoCall("cus_nobody"), secret)).status).toBe(422)
    expect((await postSigned(caller, path, videoCall("cus_nobody"), source.secret)).status).toBe(401)
  })
})

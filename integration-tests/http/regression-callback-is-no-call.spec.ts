import { Webhook } from "standardwebhooks"
import { eventTypes } from "../../src/modules/webhooks/event-types"
import { api, expectOk, type Api } from "../helpers/shop/api"
import { emrSource, postVideoCall, standardHeaders, videoCall, type Source } from "../helpers/shop/emr"
import { publishEvent } from "../helpers/shop/publish"
import { startReceiver, type ReceivedRequest, type Receiver } from "../helpers/receivers/receiver"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer, texanAddress } from "../helpers/shop/shopper"

/**
 * Callbacks were signed by the secret that the source's own calls are verified with. Who may publish could have any body signed,
 * at a URL of their own, and send it to us as a call of the EMR.
 */
describe("a callback signed for the EMR", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  let source: Source
  let receiver: Receiver
  let customerId: string

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    source = await emrSource(admin)
    const customer = await registerCustomer(shopUnderTest.url())
    expectOk(await customer.store.post("/store/customers/me/addresses", texanAddress()))
    customerId = customer.id
  })
  beforeEach(async () => {
    receiver = await startReceiver()
  })
  afterEach(() => receiver.stop())

  /** A fax whose data is a video call as well: its format is the data alone. */
  async function callback(): Promise<{ request: ReceivedRequest; headers: Record<string, string> }> {
    const type = "inbound_fax"
    const data = { ...(eventTypes.get(type)?.example as object), ...JSON.parse(videoCall(customerId)) }
    await publishEvent(admin, { type, data, source: "emr", callback_url: receiver.url })
    const [request] = await receiver.waitFor(1)
    const names = ["webhook-id", "webhook-timestamp", "webhook-signature"]
    const headers = Object.fromEntries(names.map((name) => [name, String(request!.headers[name])]))
    return { request: request!, headers }
  }

  it("is no call of the EMR", async () => {
    const { request, headers } = await callback()
    expect((await postVideoCall(caller, request.body, headers)).status).toBe(401)
    const path = `/admin/compliance/establishments?customer_id=${customerId}`
    expect(expectOk(await admin.get<{ establishments: unknown[] }>(path)).establishments).toEqual([])
  })

  it("is verified by a secret of its own, which is shown when it is rotated", async () => {
    const path = `/admin/webhooks/sources/${source.id}/rotate-secret`
    const { secret } = expectOk(
      await admin.post<{ secret: string }>(path, { grace_period_seconds: 0, purpose: "callbacks" })
    )
    expect(secret).not.toBe(source.secret)
    const { request, headers } = await callback()
    new Webhook(secret).verify(request.body, headers)
    expect(() => new Webhook(source.secret).verify(request.body, headers)).toThrow()

    const body = videoCall(customerId)
    expect((await postVideoCall(caller, body, standardHeaders(body, secret, `msg_cb_${customerId}`))).status).toBe(401)
    expect(
      (await postVideoCall(caller, body, standardHeaders(body, source.secret, `msg_emr_${customerId}`))).status
    ).toBe(200)
  })

  it("has no third purpose", async () => {
    const answer = await admin.post(`/admin/webhooks/sources/${source.id}/rotate-secret`, { purpose: "both" })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain("purpose")
  })
})

import { deliveriesOf, settledDelivery, type Delivery } from "../helpers/receivers/partner"
import { startReceiver, type Receiver } from "../helpers/receivers/receiver"
import { queryDatabase } from "../helpers/services/database"
import { expectOk, type Api } from "../helpers/shop/api"
import { publishEvent } from "../helpers/shop/publish"
import { registerSelfService, type SelfServicePartner } from "../helpers/shop/self-service"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

const PATH = "/webhooks/partner/subscriptions"
const REASON = "internal.example resolves to an address that is refused: 10.0.0.7 is private"

/** A partner that names hosts inside our network learned from the reasons which of them exist, and where. */
describe("a delivery to an address that is refused", () => {
  let admin: Api
  let receiver: Receiver
  let partner: SelfServicePartner

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    receiver = await startReceiver()
    partner = await registerSelfService(admin, { events: ["inbound_fax"] })
  })
  afterAll(async () => {
    await Promise.all([partner.stop(), receiver.stop()])
  })

  it("names the address to staff, and not to the partner", async () => {
    const fields = { name: "Mine", url: receiver.url, events: ["inbound_fax"] }
    const { subscription } = expectOk(await partner.api.post<{ subscription: { id: string } }>(PATH, fields))
    await publishEvent(admin, { type: "inbound_fax", data: { faxId: 1, accountId: "" } })
    const [delivery] = await deliveriesOf(admin, subscription.id)
    await settledDelivery(admin, delivery!.id, "delivered")
    // What the worker of a shop that refuses private targets writes; this one allows them, or no test receiver could be called.
    await queryDatabase(
      shopUnderTest.databaseUrl(),
      "UPDATE webhook_delivery SET status = 'failed', outcome = 'blocked_target', failure_reason = $2 WHERE id = $1",
      [delivery!.id, REASON]
    )
    const staffs = expectOk(await admin.get<{ delivery: Delivery }>(`/admin/webhooks/deliveries/${delivery!.id}`))
    expect(staffs.delivery).toMatchObject({ outcome: "blocked_target", failure_reason: REASON })
    const partners = expectOk(
      await partner.api.get<{ deliveries: Delivery[] }>(`${PATH}/${subscription.id}/deliveries`)
    )
    expect(partners.deliveries).toMatchObject([{ outcome: "blocked_target", failure_reason: "refused" }])
  })
})

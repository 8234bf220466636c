import { expectOk, loginAdmin } from "../helpers/shop/api"
import { cloneDatabase, dropDatabase } from "../helpers/services/database"
import { deliveriesOf, registerPartner, settledDelivery, type Delivery } from "../helpers/receivers/partner"
import { startShop } from "../helpers/shop/shop"

const DATABASE = "worker_modes"

describe("worker modes", () => {
  it("never send from a server process, and wake a worker process at once", async () => {
    const databaseUrl = await cloneDatabase(DATABASE)
    const server = await startShop({ databaseUrl, env: { MEDUSA_WORKER_MODE: "server" } })
    try {
      const admin = await loginAdmin(server.url)
      const partner = await registerPartner(admin, { events: ["*"] })
      const test = async () =>
        expectOk(
          await admin.post<{ delivery: Delivery }>(`/admin/webhooks/subscriptions/${partner.subscription.id}/test`)
        ).delivery

      const waiting = await test()
      // As long as a shared process would need many times over.
      await expect(settledDelivery(admin, waiting.id, "delivered", 10_000)).rejects.toThrow("in vain")
      expect(partner.receiver.requests).toEqual([])

      const worker = await startShop({ databaseUrl, env: { MEDUSA_WORKER_MODE: "worker" } })
      await settledDelivery(admin, waiting.id, "delivered")
      const sentAt = Date.now()
      await test()
      const [, second] = await partner.receiver.waitFor(2)
      // The sweep runs every 5 seconds: anything well below came by the notification.
      expect(second!.receivedAt.getTime() - sentAt).toBeLessThan(2_000)
      expect(await deliveriesOf(admin, partner.subscription.id)).toHaveLength(2)
      await worker.stop()
      await partner.receiver.stop()
    } finally {
      await server.stop()
      await dropDatabase(DATABASE)
    }
  }, 120_000)
})

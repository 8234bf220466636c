import { ENGINES } from "../helpers/services/engines"
import { startFailover, type Failover } from "../helpers/services/failover"
import { openLedger, type Ledger } from "../helpers/shop/ledger"
import { surviveHungDatabase } from "../helpers/shop/old-workers"

/** A primary that goes deaf, a standby that takes over, and one address that moves. */
describe.each(ENGINES)("a failover, with the $name engine", ({ name, env }) => {
  let failover: Failover
  let ledger: Ledger

  beforeAll(async () => {
    failover = await startFailover()
    ledger = await openLedger(failover.standbyUrl)
  })
  afterAll(async () => {
    await failover.remove()
    await ledger.receiver.stop()
  })

  it("is noticed by the workers it leaves with dead connections, and they go on at the new primary", () =>
    surviveHungDatabase({
      name: `failover, ${name}`,
      ledger,
      databaseUrl: failover.databaseUrl,
      redisUrl: env().WEBHOOKS_REDIS_URL,
      hang: async () => failover.freezePrimary(),
      async recover() {
        await failover.promote()
        failover.repoint()
      },
    }))
})

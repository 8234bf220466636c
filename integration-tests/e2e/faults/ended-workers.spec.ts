import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { ENGINES } from "../../helpers/services/engines"
import { openStage, type Stage } from "../../helpers/shop/fault-stage"
import type { Shop } from "../../helpers/shop/shop"
import { until } from "../../helpers/until"

const EVENTS = 300
const SLOTS = 16

describe.each(ENGINES)("a worker that is ended (SIGTERM) under load, with the $name engine", ({ name, env }) => {
  const database = `ended_workers_${name}`
  let stage: Stage
  let server: Shop

  beforeAll(async () => {
    const databaseUrl = await cloneDatabase(database)
    stage = await openStage({ name, databaseUrl, env: env(), max_concurrency: SLOTS })
    server = await stage.startServer()
    await stage.subscribe(server)
  })
  afterAll(async () => {
    await stage.close()
    await dropDatabase(database)
  })

  it("waits for the receiver that hangs no longer than an attempt may take, exits with 0, and leaves no lease", async () => {
    const worker = await stage.startWorker()
    stage.receiver.behave("withhold")
    const publishing = stage.publish(server, EVENTS)
    await until(() => stage.receiver.withheldCount() === SLOTS, { what: "all slots to be in flight" })
    // It fails when the process is not gone within 20 seconds.
    await worker.stop()
    expect(worker.exitCode()).toBe(0)
    const [leases] = await stage.query<{ count: number }>("SELECT count(*)::int AS count FROM webhook_delivery_lease")
    expect(leases).toEqual({ count: 0 })

    const eventIds = await publishing
    stage.receiver.behave("answer", "keep withheld")
    await stage.query("UPDATE webhook_subscription SET paused_until = NULL, slots = NULL")
    await stage.query("UPDATE webhook_delivery SET next_retry_at = now() WHERE status = 'retrying'")
    await stage.startWorker()
    await stage.settle("SIGTERM, a receiver that hangs", eventIds, SLOTS)
  })
})

import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { ENGINES } from "../../helpers/services/engines"
import { LEASE_MS, openStage, type Stage } from "../../helpers/shop/fault-stage"
import type { Process } from "../../helpers/processes/process"
import type { Shop } from "../../helpers/shop/shop"
import { until } from "../../helpers/until"

const EVENTS = 100
const SUBSCRIPTIONS = 2
/** The most requests that one process has in flight: so few that one of two can't take all there is. */
const WORKER_CONCURRENCY = 64

describe.each(ENGINES)("two workers with the $name engine", ({ name, env }) => {
  const database = `two_workers_${name}`
  let stage: Stage
  let server: Shop
  let first: Process
  let second: Process

  beforeAll(async () => {
    const databaseUrl = await cloneDatabase(database)
    stage = await openStage({
      name,
      databaseUrl,
      env: { ...env(), WEBHOOKS_WORKER_CONCURRENCY: String(WORKER_CONCURRENCY) },
      subscriptionsCount: SUBSCRIPTIONS,
      max_concurrency: WORKER_CONCURRENCY,
    })
    ;[server, first, second] = await Promise.all([stage.startServer(), stage.startWorker(), stage.startWorker()])
    await stage.subscribe(server)
  })

  afterAll(async () => {
    await stage.close()
    await dropDatabase(database)
  })

  it("share one backlog, and send nothing twice", async () => {
    stage.receiver.behave("withhold")
    const publishing = stage.publish(server, EVENTS)
    // More than one process may have in flight: both are at it.
    await until(() => stage.receiver.withheldCount() > WORKER_CONCURRENCY, { what: "both workers to send" })
    stage.receiver.behave("answer")
    const eventIds = await publishing
    await stage.settle(`one backlog (${stage.receiver.mostWithheldCount()} at once)`, eventIds, 0)
    const [attempts] = await stage.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM webhook_delivery_attempt"
    )
    expect(attempts?.count).toBe(EVENTS * SUBSCRIPTIONS)
  })

  it("take over from each other when a lease runs out, and a late settlement changes nothing", async () => {
    second.kill("SIGSTOP")
    stage.receiver.behave("withhold")
    const publishing = stage.publish(server, EVENTS)
    await until(() => stage.receiver.withheldCount() === WORKER_CONCURRENCY, { what: "the first worker to be busy" })
    first.kill("SIGSTOP")
    // The first worker's requests are never answered: each of its late outcomes is a failure.
    stage.receiver.behave("answer", "keep withheld")
    second.kill("SIGCONT")
    await stage.settle(`lease expiry (${LEASE_MS} ms), the first worker stopped`, await publishing, WORKER_CONCURRENCY)

    const before = await standing()
    const attemptsBefore = await attemptCount()
    first.kill("SIGCONT")
    await until(async () => (await attemptCount()) >= attemptsBefore + WORKER_CONCURRENCY, {
      what: "the late attempts to be logged",
    })
    expect(await standing()).toEqual(before)
  })

  const attemptCount = async () =>
    (await stage.query<{ count: number }>("SELECT count(*)::int AS count FROM webhook_delivery_attempt"))[0]?.count ?? 0

  /** All that a settlement writes: to deliveries, and to what is remembered of their subscriptions. */
  const standing = async () => ({
    deliveries: await stage.query(
      "SELECT id, status, attempts, next_retry_at, delivered_at, outcome, failure_reason FROM webhook_delivery ORDER BY id"
    ),
    subscriptions: await stage.query(
      "SELECT id, active, failing_since, consecutive_failures, paused_until, slots FROM webhook_subscription ORDER BY id"
    ),
  })
})

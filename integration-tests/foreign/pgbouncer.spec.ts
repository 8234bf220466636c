import type { Process } from "../helpers/processes/process"
import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import { startWorker } from "../helpers/processes/worker"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { ENGINES } from "../helpers/services/engines"
import { throughPgbouncer } from "../helpers/services/pgbouncer"
import { openLedger, type Ledger } from "../helpers/shop/ledger"

const BATCHES = 8
const BATCH = 20

/** All processes come through PgBouncer in transaction mode; only the books are read from the server itself. */
describe.each(ENGINES)("behind PgBouncer in transaction mode, with the $name engine", ({ name, env }) => {
  const database = `pgbouncer_${name}`
  const redisUrl = env().WEBHOOKS_REDIS_URL
  let directUrl: string
  let pooledUrl: string
  let ledger: Ledger

  beforeAll(async () => {
    directUrl = await cloneDatabase(database)
    pooledUrl = throughPgbouncer(directUrl)
    ledger = await openLedger(directUrl)
  })

  afterAll(async () => {
    await ledger.receiver.stop()
    await dropDatabase(database)
  })

  /** Side by side, so that they want more connections than there are. */
  async function publishMuch(publisher: Publisher, prefix: string): Promise<string[]> {
    const batches = Array.from({ length: BATCHES }, (_, index) => publisher.publish(`${prefix}_${index}`, BATCH))
    return (await Promise.all(batches)).flat()
  }

  it("a publisher and a worker lose nothing, and send nothing twice", async () => {
    const starting: [Promise<Publisher>, Promise<Process>] = [
      startPublisher(pooledUrl, redisUrl),
      startWorker({ databaseUrl: pooledUrl, env: env() }),
    ]
    const [publisher, worker] = await Promise.all(starting)
    await ledger.subscribe(publisher, { max_concurrency: 64 })
    await ledger.settle(`PgBouncer, ${name}, two processes`, await publishMuch(publisher, "apart"))
    publisher.stop()
    await worker.stop()
  })

  it("a process that publishes and sends does so, too", async () => {
    const shared = await startPublisher(pooledUrl, redisUrl, { sends: true })
    await ledger.settle(`PgBouncer, ${name}, one process`, await publishMuch(shared, "shared"))
    expect(await shared.health()).toMatchObject({ engine: { id: name, running: true }, backlog: { due_count: 0 } })
    shared.stop()
  })

  it("no attempt was made that was not needed", async () => {
    const sql = "SELECT count(*)::int AS count FROM webhook_delivery_attempt"
    const [attempts] = await queryDatabase<{ count: number }>(directUrl, sql)
    expect(attempts?.count).toBe(2 * BATCHES * BATCH)
  })
})

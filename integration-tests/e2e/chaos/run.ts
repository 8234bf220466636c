import { setTimeout as sleep } from "node:timers/promises"
import { expectOk, loginAdmin, type Api } from "../../helpers/shop/api"
import { publishOne, steadily } from "../../helpers/shop/burst"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"
import { startFaultReceiver, type FaultReceiver } from "../../helpers/receivers/fault-receiver"
import { SHORT_LEASE } from "../../helpers/shop/fault-stage"
import { startPublisher, type Publisher } from "../../helpers/processes/publisher"
import { ownRedis } from "../../helpers/services/redis"
import { startShop, type Shop } from "../../helpers/shop/shop"
import { diceOf } from "./dice"
import { Monkey, faultsFor } from "./faults"
import { printed, readLedger, unaccountedIn, type Ledger } from "./ledger"

export interface ChaosOptions {
  /** The `postgres` engine has no Redis that could break. */
  engine: "postgres" | "bullmq"
  /** How long things break; draining comes on top. */
  seconds: number
  seed: number
  eventsPerSecond: number
  /** Prints a line. */
  say(text: string): void
}

const WORKERS = 2
/** Through the admin API, which costs a workflow and several queries each; the others go in by the module, in batches. */
const POSTS_PER_SECOND = 10
const BATCH = 10
const PAUSE = { leastMs: 500, mostMs: 4_000 }
const SAY_EVERY_MS = 15_000
/** A circuit that opened again and again waits a minute for its probe: longer than that, and nothing drains any more. */
const STUCK_AFTER_MS = 90_000
const LOOK_EVERY_MS = 500

/** Characters of each process's output that are shown when something is unaccounted for. */
const OUTPUT_SHOWN = 2_000

/** How the partners want to be treated. The last gives up at once: its failures must be told, with a reason. */
const PARTNERS = [
  { name: "Patient", retry_policy: "fixed", retry_interval_seconds: 1, max_retries: 100 },
  { name: "Patient too", retry_policy: "fixed", retry_interval_seconds: 2, max_retries: 100 },
  { name: "Without retries", retry_policy: "none" },
]

async function register(admin: Api, receivers: readonly FaultReceiver[]): Promise<string[]> {
  const ids: string[] = []
  for (const [index, partner] of PARTNERS.entries()) {
    const fields = {
      ...partner,
      url: `${receivers[index]?.url}/webhooks`,
      events: ["customer.created"],
      max_concurrency: 8,
    }
    const { subscription } = expectOk(
      await admin.post<{ subscription: { id: string } }>("/admin/webhooks/subscriptions", fields)
    )
    ids.push(subscription.id)
  }
  return ids
}

/** Waits until nothing is owed, or until that gets no less: what is stuck is found, and told, by the ledger. */
async function drained(openCount: () => Promise<number>): Promise<void> {
  let least = Number.POSITIVE_INFINITY
  let progressAt = Date.now()
  while (least > 0 && Date.now() - progressAt < STUCK_AFTER_MS) {
    await sleep(LOOK_EVERY_MS)
    const open = await openCount()
    if (open >= least) continue
    least = open
    progressAt = Date.now()
  }
}

/**
 * Publishes at a steady rate while the processes that send are killed, Redis stopped and emptied, and receivers go
 * away. Then lets everything drain, and accounts for every event.
 */
export async function runChaos({
  engine,
  seconds,
  seed,
  eventsPerSecond,
  say,
}: ChaosOptions): Promise<{ ledger: Ledger; unaccountedCount: number }> {
  say(
    `${engine}, seed ${seed}, ${seconds} s of faults, ${eventsPerSecond} events/s, ${PARTNERS.length} subscriptions, ${WORKERS} workers`
  )
  const database = `chaos_${engine}`
  const databaseUrl = await cloneDatabase(database)
  const redis = engine === "bullmq" ? await ownRedis() : null
  const redisUrl = redis?.url ?? ""
  const receivers = await Promise.all(PARTNERS.map(() => startFaultReceiver()))
  const start = (mode: string) =>
    startShop({ databaseUrl, env: { ...SHORT_LEASE, WEBHOOKS_REDIS_URL: redisUrl, MEDUSA_WORKER_MODE: mode } })
  const workers: Shop[] = []
  let server: Shop | null = null
  let publisher: Publisher | null = null
  try {
    await redis?.start()
    server = await start("server")
    workers.push(...(await Promise.all(Array.from({ length: WORKERS }, () => start("worker")))))
    publisher = await startPublisher(databaseUrl, redisUrl)
    const admin = await loginAdmin(server.url)
    const subscriptionIds = await register(admin, receivers)
    const openCount = async () =>
      (
        await queryDatabase<{ count: number }>(
          databaseUrl,
          "SELECT count(*)::int AS count FROM webhook_delivery WHERE status IN ('pending', 'retrying')"
        )
      )[0]?.count ?? 0

    const monkey = new Monkey(
      faultsFor({ workers, startWorker: () => start("worker"), redis, receivers }),
      diceOf(seed)
    )
    const overAt = Date.now() + seconds * 1_000
    const telling = setInterval(() => {
      const received = receivers.reduce((sum, receiver) => sum + receiver.receipts.size, 0)
      const faults = [...monkey.counts].map(([name, count]) => `${name} ${count}`).join(", ")
      const leftS = Math.round((overAt - Date.now()) / 1_000)
      say(`${leftS > 0 ? `${leftS} s to go` : "draining"}, ${received} deliveries received; ${faults}`)
    }, SAY_EVERY_MS)
    try {
      const done = () => Date.now() >= overAt
      const inBatches = publisher.publish
      const [posted, batches] = await Promise.all([
        steadily(POSTS_PER_SECOND, done, (index) => publishOne(admin, `posted_${index}`)),
        steadily((eventsPerSecond - POSTS_PER_SECOND) / BATCH, done, (index) => inBatches(`batch_${index}`, BATCH)),
        monkey.rage(overAt, PAUSE),
      ])
      const eventIds = [...posted.results, ...batches.results.flat()]
      const drainBeganAt = Date.now()
      say(`the faults are over, ${await openCount()} deliveries to drain, slowest post ${posted.slowestMs} ms`)
      await drained(openCount)
      const ledger = await readLedger(databaseUrl, eventIds, subscriptionIds, receivers)
      say(`drained for ${Math.round((Date.now() - drainBeganAt) / 1_000)} s\n${printed(ledger, monkey.counts)}`)
      const unaccountedCount = unaccountedIn(ledger)
      if (unaccountedCount > 0) for (const shop of [server, ...workers]) say(shop.output().slice(-OUTPUT_SHOWN))
      return { ledger, unaccountedCount }
    } finally {
      clearInterval(telling)
    }
  } finally {
    publisher?.stop()
    await Promise.all([server, ...workers].map((shop) => shop?.stop()))
    await Promise.all([redis?.stop(), ...receivers.map((receiver) => receiver.stop())])
    await dropDatabase(database)
  }
}

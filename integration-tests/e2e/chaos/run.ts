import { setTimeout as sleep } from "node:timers/promises"
import { expectOk, loginAdmin, type Api } from "../../helpers/api"
import { publishOne, steadily } from "../../helpers/burst"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/database"
import { startFaultReceiver, type FaultReceiver } from "../../helpers/fault-receiver"
import { SHORT_LEASE } from "../../helpers/fault-stage"
import { ownRedis } from "../../helpers/redis"
import { startShop, type Shop } from "../../helpers/shop"
import { diceOf } from "./dice"
import { Monkey, faultsFor } from "./faults"
import { printed, readLedger, unaccountedIn, type Ledger } from "./ledger"
import { startPublisher, type Publisher } from "./publisher"

export interface ChaosOptions {
  /** How long things break; draining comes on top. */
  seconds: number
  seed: number
  events_per_second: number
  /** Prints a line. */
  say(text: string): void
}

const DATABASE = "chaos"
const WORKERS = 2
/** Through the admin API, which costs a workflow and several queries each; the others go in by the module, in batches. */
const POSTS_PER_SECOND = 10
const BATCH = 10
const PAUSE = { least_ms: 500, most_ms: 4_000 }
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
    const fields = { ...partner, url: `${receivers[index]?.url}/webhooks`, events: ["customer.created"], max_concurrency: 8 }
    const { subscription } = expectOk(await admin.post<{ subscription: { id: string } }>("/admin/webhooks/subscriptions", fields))
    ids.push(subscription.id)
  }
  return ids
}

/** Waits until nothing is owed, or until that gets no less: what is stuck is found, and told, by the ledger. */
async function drained(openCount: () => Promise<number>): Promise<void> {
  let least = Number.POSITIVE_INFINITY
  let progress_at = Date.now()
  while (least > 0 && Date.now() - progress_at < STUCK_AFTER_MS) {
    await sleep(LOOK_EVERY_MS)
    const open = await openCount()
    if (open >= least) continue
    least = open
    progress_at = Date.now()
  }
}

/**
 * Publishes at a steady rate while the processes that send are killed, Redis stopped and emptied, and receivers go
 * away. Then lets everything drain, and accounts for every event.
 */
export async function runChaos({ seconds, seed, events_per_second, say }: ChaosOptions): Promise<{ ledger: Ledger; unaccounted_count: number }> {
  say(`seed ${seed}, ${seconds} s of faults, ${events_per_second} events/s, ${PARTNERS.length} subscriptions, ${WORKERS} workers`)
  const databaseUrl = await cloneDatabase(DATABASE)
  const redis = await ownRedis()
  const receivers = await Promise.all(PARTNERS.map(() => startFaultReceiver()))
  const start = (mode: string) =>
    startShop({ databaseUrl, env: { ...SHORT_LEASE, WEBHOOKS_REDIS_URL: redis.url, MEDUSA_WORKER_MODE: mode } })
  const workers: Shop[] = []
  let server: Shop | null = null
  let publisher: Publisher | null = null
  try {
    await redis.start()
    server = await start("server")
    workers.push(...(await Promise.all(Array.from({ length: WORKERS }, () => start("worker")))))
    publisher = await startPublisher(databaseUrl, redis.url)
    const admin = await loginAdmin(server.url)
    const subscription_ids = await register(admin, receivers)
    const openCount = async () =>
      (await queryDatabase<{ count: number }>(databaseUrl, "SELECT count(*)::int AS count FROM webhook_delivery WHERE status IN ('pending', 'retrying')"))[0]?.count ?? 0

    const monkey = new Monkey(faultsFor({ workers, startWorker: () => start("worker"), redis, receivers }), diceOf(seed))
    const over_at = Date.now() + seconds * 1_000
    const telling = setInterval(() => {
      const received = receivers.reduce((sum, receiver) => sum + receiver.receipts.size, 0)
      const faults = [...monkey.counts].map(([name, count]) => `${name} ${count}`).join(", ")
      const left_s = Math.round((over_at - Date.now()) / 1_000)
      say(`${left_s > 0 ? `${left_s} s to go` : "draining"}, ${received} deliveries received; ${faults}`)
    }, SAY_EVERY_MS)
    try {
      const done = () => Date.now() >= over_at
      const inBatches = publisher.publish
      const [posted, batches] = await Promise.all([
        steadily(POSTS_PER_SECOND, done, (index) => publishOne(admin, `posted_${index}`)),
        steadily((events_per_second - POSTS_PER_SECOND) / BATCH, done, (index) => inBatches(`batch_${index}`, BATCH)),
        monkey.rage(over_at, PAUSE),
      ])
      const event_ids = [...posted.results, ...batches.results.flat()]
      const drain_began_at = Date.now()
      say(`the faults are over, ${await openCount()} deliveries to drain, slowest post ${posted.slowest_ms} ms`)
      await drained(openCount)
      const ledger = await readLedger(databaseUrl, event_ids, subscription_ids, receivers)
      say(`drained for ${Math.round((Date.now() - drain_began_at) / 1_000)} s\n${printed(ledger, monkey.counts)}`)
      const unaccounted_count = unaccountedIn(ledger)
      if (unaccounted_count > 0) for (const shop of [server, ...workers]) say(shop.output().slice(-OUTPUT_SHOWN))
      return { ledger, unaccounted_count }
    } finally {
      clearInterval(telling)
    }
  } finally {
    publisher?.stop()
    await Promise.all([server, ...workers].map((shop) => shop?.stop()))
    await Promise.all([redis.stop(), ...receivers.map((receiver) => receiver.stop())])
    await dropDatabase(DATABASE)
  }
}

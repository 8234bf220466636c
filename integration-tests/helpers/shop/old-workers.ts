import { startPublisher, type Publisher } from "../processes/publisher"
import { until } from "../until"
import type { Ledger } from "./ledger"

const SLOTS = 8
const BEFORE = 60
const AFTER = 60
/** What a worker may take until it sends again, and what the test allows on a crowded machine. */
const RECOVERED_MS = 30_000

/** A fault that leaves connections to the database open and unanswered. */
export interface HungDatabase {
  name: string
  ledger: Ledger
  /** What the processes are given. */
  databaseUrl: string
  redisUrl?: string
  /** Makes connections hang. */
  hang(): Promise<void>
  /** New connections are answered again; those that hang stay as they are, as far as the fault allows. */
  recover(): Promise<void>
}

async function codesOf(worker: Publisher): Promise<string[]> {
  return (await worker.health()).problems.map(({ code }) => code)
}

/**
 * Two workers have requests in flight when their connections begin to hang: both notice, both say so in their health, and
 * both send again when new connections are answered; nothing is lost, and no more is sent twice than was in flight.
 */
export async function surviveHungDatabase(fault: HungDatabase): Promise<void> {
  const { name, ledger, databaseUrl, redisUrl = "" } = fault
  const workers = await Promise.all([1, 2].map(() => startPublisher(databaseUrl, redisUrl, { sends: true })))
  const before = await startPublisher(databaseUrl, redisUrl)
  try {
    await ledger.subscribe(before, { max_concurrency: SLOTS })
    ledger.receiver.behave("withhold")
    const eventIds = await before.publish("before", BEFORE)
    await until(() => ledger.receiver.withheldCount() === SLOTS, { what: "all slots to be in flight" })
    expect(await Promise.all(workers.map(codesOf))).toEqual([[], []])

    await fault.hang()
    ledger.receiver.behave("answer")
    for (const worker of workers) {
      await until(async () => (await codesOf(worker)).includes("claims_fail"), {
        what: "the worker to notice",
        timeout_ms: RECOVERED_MS,
      })
    }
    await fault.recover()
    const recoveredAt = Date.now()
    const after = await startPublisher(databaseUrl, redisUrl)
    eventIds.push(...(await after.publish("after", AFTER)))
    for (const worker of workers) {
      await until(async () => !(await codesOf(worker)).includes("claims_fail"), {
        what: "the worker to claim again",
        timeout_ms: RECOVERED_MS,
      })
    }
    console.info(`${name}: both workers claim again ${Date.now() - recoveredAt} ms after new connections are answered`)
    await ledger.settle(name, eventIds, SLOTS)
    after.stop()
  } finally {
    for (const each of [...workers, before]) each.stop()
  }
}

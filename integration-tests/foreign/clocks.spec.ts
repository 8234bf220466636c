import type { Process } from "../helpers/processes/process"
import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import { startWorker } from "../helpers/processes/worker"
import { startReceiver, type Receiver } from "../helpers/receivers/receiver"
import { cloneDatabase, dropDatabase, queryDatabase } from "../helpers/services/database"
import { ENGINES } from "../helpers/services/engines"
import { eventTypes } from "../../src/modules/webhooks/event-types"
import { shiftedClock, type ShiftedClock } from "../helpers/shop/shifted-clock"

const MINUTES_MS = 60_000
const SHIFT_MS = 5 * MINUTES_MS
const EVENTS = 10
const RETRY_SECONDS = 1
/** How much longer it may take than with equal clocks. */
const MOST_TIMES = 5
/** Below the sweep's 5 s, and what a crowded machine may need for either. */
const FLOOR_MS = 2_000
const ADDRESS_CHANGED = "customer.address_changed"
const CITIES = ["austin", "boston", "austin", "dallas", "boston"]

const address = (eventTypes.get(ADDRESS_CHANGED)?.example as { address: Record<string, unknown> }).address
const changedTo = (city: string) => ({
  type: ADDRESS_CHANGED,
  tracked_id: "cuaddr_clocks",
  content: { ...address, city } as never,
  isNew: false,
})

function clockAt(shiftMs: number): ShiftedClock {
  const clock = shiftedClock()
  clock.putForward(shiftMs)
  return clock
}

describe.each(ENGINES)("processes whose clocks are ten minutes apart, with the $name engine", ({ name, env }) => {
  const database = `foreign_clocks_${name}`
  const redisUrl = env().WEBHOOKS_REDIS_URL
  let databaseUrl: string
  let receiver: Receiver
  let ahead: ShiftedClock
  let behind: ShiftedClock
  const clockOf = { ahead: () => ahead.env, behind: () => behind.env, right: () => ({}) }
  type Clock = keyof typeof clockOf

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(database)
    receiver = await startReceiver()
    ahead = clockAt(SHIFT_MS)
    behind = clockAt(-SHIFT_MS)
  })

  afterAll(async () => {
    await receiver.stop()
    await dropDatabase(database)
    ahead.remove()
    behind.remove()
  })

  const publisherWith = (clock: Clock) => startPublisher(databaseUrl, redisUrl, { env: clockOf[clock]() })
  const workerWith = (clock: Clock) => startWorker({ databaseUrl, env: { ...env(), ...clockOf[clock]() } })

  /** Publishes one event, and waits for as many requests about it. @returns how long that took. */
  async function tookMs(publisher: Publisher, prefix: string, requestsCount: number): Promise<number> {
    const already = receiver.requests.length
    const beganAt = performance.now()
    await publisher.publish(prefix, 1)
    await receiver.waitFor(already + requestsCount)
    return performance.now() - beganAt
  }

  /** The median of first attempts, and of one that is made again after a second. */
  async function timesWith(publisher: Publisher, prefix: string): Promise<{ firstMs: number; retriedMs: number }> {
    receiver.respondWith([])
    const all: number[] = []
    for (let index = 0; index < EVENTS; index++) all.push(await tookMs(publisher, `${prefix}_${index}`, 1))
    receiver.respondWith([{ status: 500 }, { status: 200 }])
    const retriedMs = await tookMs(publisher, `${prefix}_again`, 2)
    return { firstMs: all.sort((a, b) => a - b)[EVENTS / 2]!, retriedMs }
  }

  async function measured(publisherClock: Clock, workerClock: Clock, isFirst: boolean) {
    const starting: [Promise<Publisher>, Promise<Process>] = [publisherWith(publisherClock), workerWith(workerClock)]
    const [publisher, worker] = await Promise.all(starting)
    if (isFirst)
      await publisher.subscribe({
        name: "Receiver",
        url: receiver.url,
        retry_policy: "fixed",
        retry_interval_seconds: RETRY_SECONDS,
      })
    const times = await timesWith(publisher, `${publisherClock}_${workerClock}`)
    publisher.stop()
    await worker.stop()
    return times
  }

  /** How far off the clocks were that wrote the latest event and the earliest attempt: else nothing is proven. */
  async function minutesOff() {
    const minutes = (time: string) => `round(extract(epoch FROM ${time} - now()) / 60)::int`
    const [found] = await queryDatabase<{ event: number; attempt: number }>(
      databaseUrl,
      `SELECT (SELECT ${minutes("max(occurred_at)")} FROM webhook_event) AS event,
         (SELECT ${minutes("min(started_at)")} FROM webhook_delivery_attempt) AS attempt`
    )
    return found
  }

  it("send at once what a process ahead publishes, and retry when it is time", async () => {
    const right = await measured("right", "right", true)
    const skewed = await measured("ahead", "behind", false)
    console.info(
      `${name}: first attempts after ${right.firstMs.toFixed(0)} ms, ${skewed.firstMs.toFixed(0)} ms ten minutes apart; ` +
        `second ones after ${right.retriedMs.toFixed(0)} and ${skewed.retriedMs.toFixed(0)} ms`
    )
    expect(await minutesOff()).toEqual({ event: 5, attempt: -5 })
    expect(skewed.firstMs).toBeLessThan(Math.max(FLOOR_MS, MOST_TIMES * right.firstMs))
    expect(skewed.retriedMs).toBeLessThan(RETRY_SECONDS * 1_000 + Math.max(FLOOR_MS, MOST_TIMES * right.retriedMs))
    expect(skewed.retriedMs).toBeGreaterThan((RETRY_SECONDS * 1_000) / 2)
  })

  it("publish each change of a tracked thing, whichever of them sees it", async () => {
    receiver.respondWith([])
    const already = receiver.requests.length
    const [first, second, worker] = await Promise.all([
      publisherWith("ahead"),
      publisherWith("behind"),
      workerWith("right"),
    ])
    for (const [index, city] of CITIES.entries()) {
      const published = await (index % 2 === 0 ? first : second).publishState(changedTo(city))
      expect(published).toMatchObject({ created: true, deliveries_count: 1 })
      await receiver.waitFor(already + index + 1)
    }
    for (const each of [first, second]) expect(await each.publishState(changedTo(CITIES.at(-1)!))).toBeNull()

    const bodies = receiver.requests.slice(already).map(({ body }) => JSON.parse(body))
    expect(bodies.map(({ data }) => data.address.city)).toEqual(CITIES)
    expect(bodies.map(({ previous }) => previous?.address.city)).toEqual([undefined, ...CITIES.slice(0, -1)])
    first.stop()
    second.stop()
    await worker.stop()
  })
})

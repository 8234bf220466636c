import { setTimeout as sleep } from "node:timers/promises"
import type { Api } from "./api"

const POSTS_AT_ONCE = 10
const TRY_AGAIN_AFTER_MS = 200
const GIVE_UP_AFTER_MS = 30_000

/** An event that needs nothing in the shop; the key makes it one event however often it is posted. */
export function customerCreated(key: string) {
  const customer = {
    id: key,
    email: null,
    first_name: null,
    last_name: null,
    company_name: null,
    phone: null,
    has_account: true,
    created_at: "2026-01-04T22:30:00Z",
  }
  return { type: "customer.created", data: { customer_id: key, customer }, idempotency_key: key }
}

/** Posts one event until the shop has taken it, as a caller with an idempotency key may, and returns its id. */
export async function publishOne(admin: Api, key: string): Promise<string> {
  const giveUpAt = Date.now() + GIVE_UP_AFTER_MS
  for (;;) {
    let answer: string
    try {
      const response = await admin.post<{ event: { id: string } }>("/admin/webhooks/events", customerCreated(key))
      if (response.status === 200) return response.body.event.id
      answer = `${response.status} ${response.text}`
    } catch (error) {
      answer = String((error as Error).cause ?? error)
    }
    if (Date.now() > giveUpAt) throw new Error(`${key} could not be published: ${answer}`)
    await sleep(TRY_AGAIN_AFTER_MS)
  }
}

/** Publishes `${prefix}_0`, `${prefix}_1`, … as fast as the shop takes them, and returns the events' ids. */
export async function publishBurst(admin: Api, prefix: string, count: number): Promise<string[]> {
  const ids: string[] = []
  let next = 0
  const poster = async () => {
    for (let index = next++; index < count; index = next++) ids.push(await publishOne(admin, `${prefix}_${index}`))
  }
  await Promise.all(Array.from({ length: POSTS_AT_ONCE }, poster))
  return ids
}

export interface Flow<T> {
  results: T[]
  /** From call to answer, in milliseconds, retries included. */
  slowestMs: number
}

/** Does something at a steady rate until `done()`; what is slow does not hold up the next. */
export async function steadily<T>(
  perSecond: number,
  done: () => boolean,
  work: (index: number) => Promise<T>
): Promise<Flow<T>> {
  const running: Promise<{ result: T; tookMs: number }>[] = []
  const beganAt = Date.now()
  while (!done()) {
    const calledAt = Date.now()
    const one = work(running.length).then((result) => ({ result, tookMs: Date.now() - calledAt }))
    // Awaited below; until then a failure must not end the test run.
    one.catch(() => undefined)
    running.push(one)
    await sleep(Math.max(0, beganAt + (running.length * 1_000) / perSecond - Date.now()))
  }
  const ended = await Promise.all(running)
  return { results: ended.map(({ result }) => result), slowestMs: Math.max(0, ...ended.map(({ tookMs }) => tookMs)) }
}

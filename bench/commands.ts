import { queryDatabase } from "../integration-tests/helpers/services/database"
import type { WebhooksUnderTest } from "../integration-tests/helpers/shop/webhooks-module"
import { backlogSql, historySqls } from "./backlog"
import { dataOf } from "./body"
import { cpuMs, nowMs } from "./process"

const TYPE = "customer.created"
const POLL_MS = 25
const SETTLE_TIMEOUT_MS = 60_000

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** What a process that has our module answers to. */
export function commandsOf({ webhooks, databaseUrl, subscribe, stop }: WebhooksUnderTest) {
  const example = webhooks.catalogue.get(TYPE)?.example as Record<string, unknown>
  const sql = (statement: string) => queryDatabase<Record<string, unknown>>(databaseUrl, statement)

  return {
    subscribe,
    /** Publishes `count` events in batches, waiting for each commit. @returns when the first was begun. */
    async publish(count: number, bytes: number, batch: number): Promise<number> {
      const data = dataOf(example, bytes)
      const beganMs = nowMs()
      for (let left = count; left > 0; left -= batch) {
        await webhooks.publish(Array.from({ length: Math.min(batch, left) }, () => ({ type: TYPE, data })))
      }
      return beganMs
    },
    /** Publishes one at a time at a steady rate, late or not. @returns when each call was made. */
    async publishSteadily(perSecond: number, seconds: number, bytes: number): Promise<{ id: string; atMs: number }[]> {
      const data = dataOf(example, bytes)
      const beganMs = nowMs()
      const calls: Promise<{ id: string; atMs: number }>[] = []
      for (let index = 0; index < perSecond * seconds; index++) {
        await wait(Math.max(0, beganMs + (index * 1_000) / perSecond - nowMs()))
        const atMs = nowMs()
        calls.push(
          webhooks.publish([{ type: TYPE, data }]).then(([published]) => ({ id: String(published?.event_id), atMs }))
        )
      }
      return Promise.all(calls)
    },
    /** Holds back what is sent to all subscriptions, as the circuit breaker does; events are still accepted for them. */
    async hold() {
      await sql("UPDATE webhook_subscription SET paused_until = now() + interval '1 hour'")
    },
    /** @returns when the first could go. */
    async letGo(): Promise<number> {
      await sql("UPDATE webhook_subscription SET paused_until = NULL")
      const atMs = nowMs()
      await webhooks.wake()
      return atMs
    },
    /** Begins or ends that a subscription gets events; a circuit breaker that opened is closed. */
    async activate(id: string, active: boolean) {
      await sql(`UPDATE webhook_subscription SET active = ${active}, paused_until = NULL, slots = NULL, consecutive_failures = 0,
        failing_since = NULL WHERE id = '${id}'`)
      await webhooks.wake()
    },
    /** Writes pending deliveries for a subscription, one event each. */
    async addBacklog(subscriptionId: string, count: number, bytes: number) {
      await sql(backlogSql(subscriptionId, count, JSON.stringify(dataOf(example, bytes))))
      await sql("ANALYZE webhook_delivery, webhook_event")
      await webhooks.wake()
    },
    /** Fills the tables with finished deliveries and their attempts. */
    async addHistory(deliveriesCount: number) {
      for (const parallel of historySqls(deliveriesCount)) {
        await Promise.all(
          parallel.map(async (statements) => {
            for (const statement of statements) await sql(statement)
          })
        )
      }
    },
    /** Milliseconds that each of `times` readings of the dashboard's first page took. */
    async list(filters: Record<string, string>, times: number): Promise<number[]> {
      const tookMs: number[] = []
      for (let index = 0; index < times; index++) {
        const beganMs = nowMs()
        await webhooks.listLog("webhook_delivery", { equal: filters, newestFirst: true, limit: 20, offset: 0 })
        tookMs.push(nowMs() - beganMs)
      }
      return tookMs
    },
    /** Waits until nothing is owed any more to subscriptions that are active. @throws Error telling what is, after a while. */
    async settled() {
      for (const beganMs = nowMs(); nowMs() - beganMs < SETTLE_TIMEOUT_MS;) {
        const [open] =
          await sql(`SELECT 1 FROM webhook_delivery d JOIN webhook_subscription s ON s.id = d.subscription_id AND s.active
          WHERE d.status IN ('pending', 'retrying') AND d.deleted_at IS NULL LIMIT 1`)
        if (!open) return
        await wait(POLL_MS)
      }
      const owed =
        await sql(`SELECT s.url, s.active, s.paused_until, s.slots, d.status, d.outcome, d.failure_reason, count(*),
          min(d.next_retry_at) AS due, count(l.until) AS leased
        FROM webhook_delivery d JOIN webhook_subscription s ON s.id = d.subscription_id
        LEFT JOIN webhook_delivery_lease l ON l.delivery_id = d.id
        WHERE d.status IN ('pending', 'retrying') GROUP BY 1, 2, 3, 4, 5, 6, 7`)
      throw new Error(`deliveries are still owed at ${new Date().toISOString()}: ${JSON.stringify(owed)}`)
    },
    cpuMs,
    /** Resident memory in bytes; garbage is collected first when `clean`. */
    rss(clean: boolean): number {
      if (clean) global.gc?.()
      return process.memoryUsage.rss()
    },
    sql,
    stop,
  }
}
export type WorkerCommands = ReturnType<typeof commandsOf>

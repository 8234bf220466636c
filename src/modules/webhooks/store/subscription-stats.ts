import { idAt } from "../core/ulid-time"
import { rowsOf, type Db } from "./db"

export interface AttemptStats {
  attempts_count: number
  /** Share of successful attempts, 0–1; `null` without an attempt. */
  success_ratio: number | null
  p50_ms: number | null
  p95_ms: number | null
}

/** The counts of a subscription in a range of time. */
export interface SubscriptionStats extends AttemptStats {
  /** Deliveries that were made in the range, counted by status. */
  deliveries: Record<string, number>
  /** Attempts, by the hour in which they began. */
  buckets: (AttemptStats & { at: Date })[]
}

const MEASURES = `count(*)::int AS attempts_count,
  avg((a.outcome = 'accepted')::int)::float8 AS success_ratio,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY a.duration_ms) AS p50_ms,
  percentile_disc(0.95) WITHIN GROUP (ORDER BY a.duration_ms) AS p95_ms`

/** Counts the deliveries that were made in a range, and their attempts. Reads the subscription's own deliveries, by index. */
export async function subscriptionStats(
  db: Db,
  subscriptionId: string,
  from: Date,
  to: Date
): Promise<SubscriptionStats> {
  const range = [subscriptionId, idAt("dlv", from), idAt("dlv", to)]
  const deliveries = `webhook_delivery d WHERE d.subscription_id = ? AND d.id >= ? AND d.id < ? AND d.deleted_at IS NULL`
  const attempts = `webhook_delivery_attempt a WHERE a.deleted_at IS NULL AND a.delivery_id IN (SELECT d.id FROM ${deliveries})`
  const [counts, totals, buckets] = await Promise.all([
    rowsOf<{ status: string; count: number }>(
      db,
      `SELECT d.status, count(*)::int AS count FROM ${deliveries} GROUP BY d.status`,
      range
    ),
    rowsOf<AttemptStats>(db, `SELECT ${MEASURES} FROM ${attempts}`, range),
    rowsOf<AttemptStats & { at: Date }>(
      db,
      `SELECT date_trunc('hour', a.started_at) AS at, ${MEASURES} FROM ${attempts} GROUP BY 1 ORDER BY 1`,
      range
    ),
  ])
  const none: AttemptStats = { attempts_count: 0, success_ratio: null, p50_ms: null, p95_ms: null }
  return {
    deliveries: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
    ...(totals[0] ?? none),
    buckets,
  }
}

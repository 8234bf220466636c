import { OPEN_STATUSES } from "../core/delivery-state"
import { tellingNoValues, type Db } from "./db"

/** A delivery that this worker alone may attempt until its lease runs out, with all that the attempt needs. */
export interface ClaimedDelivery {
  id: string
  lease_token: string
  attempts: number
  format: string
  api_version: string
  event_id: string
  event_type: string
  data: string
  previous: string | null
  occurred_at: Date
  traceparent: string | null
  subscription_id: string
  url: string
  transport: string
  method: string
  headers: { name: string; value: string }[] | null
  retry_policy: string
  max_retries: number
  retry_interval_seconds: number | null
  client_error_policy: string
  signature_scheme: string
  timeout_ms: number | null
  max_concurrency: number | null
  failing_since: Date | null
  consecutive_failures: number
  slots: number | null
  /** Sealed, newest first. */
  secrets: string[]
}

export interface Claim {
  deliveries: ClaimedDelivery[]
  /** When the next request of a rate-limited subscription is allowed that has more due; `null` when none has. */
  look_again_ms: number | null
}

export interface ClaimInput {
  limit: number
  now: Date
  lease_ms: number
  /** A UUID. */
  lease_token: string
  /** For subscriptions that name no number of their own. */
  default_max_concurrency: number
}

/**
 * Requests that a subscription's rate limit allows right now: what was left, and what came in since, at most a quarter
 * second's worth. Postgres's clock, for all workers draw from it. No limit is a number that never bites.
 */
const TOKENS = `CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    coalesce(extract(epoch FROM now() - s.rate_refilled_at)::float8, 1)) END`

/** One claim at a time across all processes: only so is a subscription's concurrency an exact limit. */
const CLAIM_LOCK = 7_046_120_221

/**
 * Leases due deliveries: at most `limit`, at most each subscription's free slots, first attempts before retries,
 * and subscriptions in turns, so that a long backlog of one does not delay the others.
 *
 * Due times are compared with `now` (a test's clock may move), leases with the database's clock (workers may disagree).
 */
export async function claimDeliveries(db: Db, input: ClaimInput): Promise<Claim> {
  const results = (await tellingNoValues(() => db.raw(claimSql(input)))) as { rows: unknown[] }[]
  const [claimed, rates] = results.slice(-2)
  return {
    deliveries: (claimed?.rows ?? []) as ClaimedDelivery[],
    look_again_ms: (rates?.rows[0] as { look_again_ms: number | null } | undefined)?.look_again_ms ?? null,
  }
}

const OPEN = OPEN_STATUSES.map((status) => `'${status}'`).join(", ")

/**
 * Four statements in one message: one round trip, one transaction, and, what matters, a fresh snapshot for the claim
 * after it got the lock. Such a message takes no bindings; every value in it is ours, a number, an instant or a UUID.
 *
 * A crash of Postgres may forget a lease (`synchronous_commit` off): the delivery is then sent twice, never lost.
 * Every index that Medusa generates is partial on `deleted_at IS NULL`: without these words none would be used.
 */
function claimSql({ limit, now, lease_ms, lease_token, default_max_concurrency }: ClaimInput): string {
  const at = `'${now.toISOString()}'::timestamptz`
  // A scan per status: over both at once the index gives no order, and a long backlog would be sorted at every claim.
  const dueSql = (status: string) => `SELECT * FROM (
        SELECT d.id, d.status, d.next_retry_at FROM webhook_delivery d
        WHERE d.subscription_id = s.id AND d.status = '${status}' AND d.next_retry_at <= ${at}
          AND (d.lease_until IS NULL OR d.lease_until <= now()) AND d.deleted_at IS NULL
        ORDER BY d.next_retry_at, d.id LIMIT free.slots FOR UPDATE SKIP LOCKED) due_${status}`
  return `
  SELECT set_config('synchronous_commit', 'off', true);
  SELECT pg_advisory_xact_lock(${CLAIM_LOCK});
  WITH busy AS (
    SELECT subscription_id, count(*)::int AS in_flight FROM webhook_delivery
    WHERE lease_until IS NOT NULL AND lease_until > now() AND deleted_at IS NULL GROUP BY subscription_id
  ), candidate AS (
    SELECT turn.id
    FROM webhook_subscription s
    LEFT JOIN busy ON busy.subscription_id = s.id
    CROSS JOIN LATERAL (
      SELECT least(
        greatest(0, least(s.slots, coalesce(s.max_concurrency, ${Number(default_max_concurrency)})) - coalesce(busy.in_flight, 0)),
        floor(${TOKENS})::int
      ) AS slots
    ) free
    CROSS JOIN LATERAL (
      SELECT due.*, row_number() OVER (ORDER BY due.status, due.next_retry_at, due.id) AS place
      FROM (${OPEN_STATUSES.map(dueSql).join(" UNION ALL ")}) due
      ORDER BY due.status, due.next_retry_at, due.id
      LIMIT free.slots
    ) turn
    WHERE s.active AND s.deleted_at IS NULL AND (s.paused_until IS NULL OR s.paused_until <= ${at})
    ORDER BY turn.status, turn.place, turn.next_retry_at
    LIMIT ${Number(limit)}
  ), claimed AS (
    UPDATE webhook_delivery d
    SET lease_until = now() + ${Number(lease_ms)} * interval '1 millisecond', lease_token = '${lease_token}', updated_at = now()
    FROM candidate WHERE d.id = candidate.id
    RETURNING d.id, d.lease_token, d.attempts, d.format, d.api_version, d.event_id, d.subscription_id
  ), spent AS (
    UPDATE webhook_subscription s SET rate_tokens = ${TOKENS} - taken.count, rate_refilled_at = now()
    FROM (SELECT subscription_id, count(*) FROM claimed GROUP BY subscription_id) taken
    WHERE s.id = taken.subscription_id AND s.rate_limit_per_second IS NOT NULL
  )
  SELECT claimed.*, e.type AS event_type, e.data, e.previous, e.occurred_at, e.traceparent,
    s.url, s.transport, s.method, s.headers, s.retry_policy, s.max_retries, s.retry_interval_seconds,
    s.client_error_policy, s.signature_scheme, s.timeout_ms, s.max_concurrency, s.failing_since, s.consecutive_failures, s.slots,
    ARRAY(SELECT k.sealed FROM webhook_signing_secret k
          WHERE k.owner_id = s.id AND k.deleted_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${at})
          ORDER BY (k.expires_at IS NULL) DESC, k.id DESC) AS secrets
  FROM claimed
  JOIN webhook_event e ON e.id = claimed.event_id
  JOIN webhook_subscription s ON s.id = claimed.subscription_id;
  SELECT ceil(min(1000 * (1 - ${TOKENS}) / s.rate_limit_per_second))::int AS look_again_ms
  FROM webhook_subscription s
  WHERE s.rate_limit_per_second IS NOT NULL AND s.active AND s.deleted_at IS NULL AND ${TOKENS} < 1
    AND EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.subscription_id = s.id AND d.status IN (${OPEN})
                AND d.next_retry_at <= ${at} AND d.lease_until IS NULL AND d.deleted_at IS NULL)`
}

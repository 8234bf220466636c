import { RATE_TOKENS } from "./rate-tokens.sql"

/**
 * One index scan per status: a scan over both statuses is not in order, and a long backlog would be sorted at every claim.
 * What is pending is due because it is there: its time was written by the publisher's clock, which may be ahead of ours.
 */
const due = (status: "pending" | "retrying") => `SELECT * FROM (
    SELECT d.id, d.status, d.next_retry_at FROM webhook_delivery d
    WHERE d.subscription_id = s.id AND d.status = '${status}'${status === "retrying" ? " AND d.next_retry_at <= p_now" : ""} AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id AND l.until > now())
    ORDER BY d.next_retry_at, d.id LIMIT free.slots) due_${status}`

/**
 * `webhook_claim` leases due deliveries, see store/claim-deliveries. It is a function because planning this statement takes
 * longer than running it, and a function's plan is cached. A plan that was cached while the tables were empty would read
 * whole tables: the settings below prevent that.
 *
 * Each statement in it sees everything that was committed before the statement began: so the claim, after the lock, sees the
 * former claim's leases.
 */
export const CLAIM = `
CREATE OR REPLACE FUNCTION webhook_claim(p_limit int, p_now timestamptz, p_lease_ms int, p_token text, p_max_concurrency int, p_off_wire text[])
RETURNS TABLE (
  id text, lease_token text, attempts int, format text, api_version text, event_id text, event_type text, data text, previous text,
  occurred_at timestamptz, traceparent text, subscription_id text, url text, url_password text, transport text, method text, headers jsonb,
  retry_policy text, max_retries int, retry_interval_seconds int, client_error_policy text, signature_scheme text, timeout_ms int,
  max_concurrency int, failing_since timestamptz, consecutive_failures int, slots int, secrets text[]
) LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan SET jit = off AS $$
#variable_conflict use_column
BEGIN
  -- A crash may forget what was taken from a rate limit; the leases themselves are not in the WAL at all.
  PERFORM set_config('synchronous_commit', 'off', true);
  -- One claim at a time across all processes: only so is a subscription's concurrency an exact limit.
  PERFORM pg_advisory_xact_lock(7046120221);
  RETURN QUERY
  WITH busy AS (
    SELECT l.subscription_id, count(*)::int AS in_flight FROM webhook_delivery_lease l
    WHERE l.until > now() AND l.delivery_id <> ALL (p_off_wire) GROUP BY l.subscription_id
  ), candidate AS (
    SELECT turn.id, turn.status, turn.place, s.id AS subscription_id
    FROM webhook_subscription s
    LEFT JOIN busy ON busy.subscription_id = s.id
    CROSS JOIN LATERAL (
      SELECT least(
        greatest(0, least(s.slots, coalesce(s.max_concurrency, p_max_concurrency)) - coalesce(busy.in_flight, 0)),
        floor(${RATE_TOKENS})::int
      ) AS slots
    ) free
    CROSS JOIN LATERAL (
      SELECT due.*, row_number() OVER (ORDER BY due.status, due.next_retry_at, due.id) AS place
      FROM (${due("pending")} UNION ALL ${due("retrying")}) due
      ORDER BY due.status, due.next_retry_at, due.id
      LIMIT free.slots
    ) turn
    WHERE s.active AND s.deleted_at IS NULL AND (s.paused_until IS NULL OR s.paused_until <= p_now)
    ORDER BY turn.status, turn.place, turn.next_retry_at
    LIMIT p_limit
  ), leased AS (
    INSERT INTO webhook_delivery_lease AS l (delivery_id, subscription_id, token, until)
    SELECT c.id, c.subscription_id, p_token, now() + p_lease_ms * interval '1 millisecond' FROM candidate c
    ON CONFLICT (delivery_id) DO UPDATE SET token = excluded.token, until = excluded.until
  ), taken AS (
    SELECT c.subscription_id, count(*)::int AS count FROM candidate c GROUP BY c.subscription_id
  ), spent AS (
    UPDATE webhook_subscription s SET rate_tokens = ${RATE_TOKENS} - taken.count, rate_refilled_at = now()
    FROM taken WHERE s.id = taken.subscription_id AND s.rate_limit_per_second IS NOT NULL
  ), addressee AS MATERIALIZED (
    SELECT s.*, ARRAY(
      SELECT k.sealed FROM webhook_signing_secret k
      WHERE k.owner_id = coalesce(s.secret_owner_id, s.id) AND k.deleted_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > p_now)
      ORDER BY (k.expires_at IS NULL) DESC, k.id DESC
    ) AS secrets
    FROM webhook_subscription s JOIN taken ON taken.subscription_id = s.id
  )
  SELECT d.id, p_token, d.attempts, d.format, d.api_version, d.event_id, d.event_type, coalesce(d.data, e.data),
    CASE WHEN d.data IS NULL THEN e.previous ELSE d.previous END, e.occurred_at, e.traceparent, d.subscription_id,
    s.url, s.url_password, s.transport, s.method, s.headers, s.retry_policy, s.max_retries, s.retry_interval_seconds, s.client_error_policy,
    s.signature_scheme, s.timeout_ms, s.max_concurrency, s.failing_since, s.consecutive_failures, s.slots, s.secrets
  FROM candidate c
  JOIN webhook_delivery d ON d.id = c.id
  JOIN webhook_event e ON e.id = d.event_id
  JOIN addressee s ON s.id = c.subscription_id
  ORDER BY c.status, c.place;
END $$`

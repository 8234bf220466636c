import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Requests that a subscription's rate limit allows right now: what was left, and what came in since, at most a quarter
 * second's worth. Postgres's clock, for all workers draw from it. No limit is a number that never bites.
 */
const TOKENS = `CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    coalesce(extract(epoch FROM now() - s.rate_refilled_at)::float8, 1)) END`

/** A scan per status: over both at once the index gives no order, and a long backlog would be sorted at every claim. */
const due = (status: string) => `SELECT * FROM (
    SELECT d.id, d.status, d.next_retry_at FROM webhook_delivery d
    WHERE d.subscription_id = s.id AND d.status = '${status}' AND d.next_retry_at <= p_now AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id AND l.until > now())
    ORDER BY d.next_retry_at, d.id LIMIT free.slots) due_${status}`

/**
 * `webhook_claim` leases due deliveries, see store/claim-deliveries. A function, for planning this statement takes Postgres
 * longer than running it, and only here is the plan kept. Plans are kept from when the tables were empty, too:
 * without the settings below, one of those would read whole tables.
 *
 * Each statement of it sees what was committed before it began: that is why the claim follows the lock.
 */
const CLAIM = `
CREATE OR REPLACE FUNCTION webhook_claim(p_limit int, p_now timestamptz, p_lease_ms int, p_token text, p_max_concurrency int, p_off_wire text[])
RETURNS TABLE (
  id text, lease_token text, attempts int, format text, api_version text, event_id text, event_type text, data text, previous text,
  occurred_at timestamptz, traceparent text, subscription_id text, url text, url_password text, transport text, method text, headers jsonb,
  retry_policy text, max_retries int, retry_interval_seconds int, client_error_policy text, signature_scheme text, timeout_ms int,
  max_concurrency int, failing_since timestamptz, consecutive_failures int, slots int, secrets text[]
) LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
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
        floor(${TOKENS})::int
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
    UPDATE webhook_subscription s SET rate_tokens = ${TOKENS} - taken.count, rate_refilled_at = now()
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

/** When the next request of a rate-limited subscription is allowed that has more due, in milliseconds; null when none has. */
const LOOK_AGAIN = `
CREATE OR REPLACE FUNCTION webhook_look_again_ms(p_now timestamptz) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  RETURN (
    SELECT ceil(min(1000 * (1 - ${TOKENS}) / s.rate_limit_per_second))::int FROM webhook_subscription s
    WHERE s.rate_limit_per_second IS NOT NULL AND s.active AND s.deleted_at IS NULL AND ${TOKENS} < 1
      AND EXISTS (SELECT 1 FROM webhook_delivery d
        WHERE d.subscription_id = s.id AND d.status IN ('pending', 'retrying') AND d.next_retry_at <= p_now AND d.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id))
  );
END $$`

/** `webhook_settle` writes a batch of attempts and moves their deliveries, see store/settle-attempts. Returns the ids it moved. */
const SETTLE = `
CREATE OR REPLACE FUNCTION webhook_settle(p_attempts json) RETURNS SETOF text
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY
  WITH settled AS (
    SELECT * FROM json_to_recordset(p_attempts) AS s(attempt_id text, delivery_id text, lease_token text, attempt_number int,
      status text, next_retry_at timestamptz, outcome text, reason text, response_code int, response_body text,
      duration_ms int, started_at timestamptz, finished_at timestamptz)
  ), logged AS (
    INSERT INTO webhook_delivery_attempt
      (id, delivery_id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at)
    SELECT attempt_id, delivery_id, attempt_number, outcome, reason, response_code, response_body, duration_ms, started_at
    FROM settled ON CONFLICT (id) DO NOTHING
  ), held AS (
    DELETE FROM webhook_delivery_lease l USING settled s WHERE l.delivery_id = s.delivery_id AND l.token = s.lease_token
    RETURNING s.*
  )
  UPDATE webhook_delivery d
  SET status = s.status, attempts = s.attempt_number, next_retry_at = s.next_retry_at,
      delivered_at = CASE WHEN s.status = 'delivered' THEN s.finished_at ELSE d.delivered_at END,
      response_code = s.response_code, response_body = s.response_body, outcome = s.outcome, failure_reason = s.reason,
      updated_at = now()
  FROM held s
  WHERE d.id = s.delivery_id AND d.status IN ('pending', 'retrying')
  RETURNING d.id;
END $$`

export class Migration20261122050400 extends Migration {
  override async up(): Promise<void> {
    this.addSql(CLAIM)
    this.addSql(LOOK_AGAIN)
    this.addSql(SETTLE)
  }

  override async down(): Promise<void> {
    this.addSql("DROP FUNCTION IF EXISTS webhook_claim(int, timestamptz, int, text, int, text[])")
    this.addSql("DROP FUNCTION IF EXISTS webhook_settle(json)")
    this.addSql("DROP FUNCTION IF EXISTS webhook_look_again_ms(timestamptz)")
  }
}

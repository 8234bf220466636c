import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * A rate limit no longer waits for a time of filling that is ahead of the database's clock. The functions are a frozen copy
 * of what this version installs.
 */
export class Migration20261124170500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
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
        floor(CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    CASE WHEN s.rate_refilled_at < now() + interval '1 minute' THEN extract(epoch FROM now() - s.rate_refilled_at)::float8 ELSE 1 END) END)::int
      ) AS slots
    ) free
    CROSS JOIN LATERAL (
      SELECT due.*, row_number() OVER (ORDER BY due.status, due.next_retry_at, due.id) AS place
      FROM (SELECT * FROM (
    SELECT d.id, d.status, d.next_retry_at FROM webhook_delivery d
    WHERE d.subscription_id = s.id AND d.status = 'pending' AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id AND l.until > now())
    ORDER BY d.next_retry_at, d.id LIMIT free.slots) due_pending UNION ALL SELECT * FROM (
    SELECT d.id, d.status, d.next_retry_at FROM webhook_delivery d
    WHERE d.subscription_id = s.id AND d.status = 'retrying' AND d.next_retry_at <= p_now AND d.deleted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id AND l.until > now())
    ORDER BY d.next_retry_at, d.id LIMIT free.slots) due_retrying) due
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
    UPDATE webhook_subscription s SET rate_tokens = CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    CASE WHEN s.rate_refilled_at < now() + interval '1 minute' THEN extract(epoch FROM now() - s.rate_refilled_at)::float8 ELSE 1 END) END - taken.count, rate_refilled_at = now()
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
END $$`)
    this.addSql(`
CREATE OR REPLACE FUNCTION webhook_look_again_ms(p_now timestamptz) RETURNS int LANGUAGE plpgsql SET jit = off AS $$
BEGIN
  RETURN (
    SELECT ceil(min(1000 * (1 - CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    CASE WHEN s.rate_refilled_at < now() + interval '1 minute' THEN extract(epoch FROM now() - s.rate_refilled_at)::float8 ELSE 1 END) END) / s.rate_limit_per_second))::int FROM webhook_subscription s
    WHERE s.rate_limit_per_second IS NOT NULL AND s.active AND s.deleted_at IS NULL AND CASE WHEN s.rate_limit_per_second IS NULL THEN 1000000 ELSE
  least(greatest(1, s.rate_limit_per_second / 4), s.rate_tokens + s.rate_limit_per_second *
    CASE WHEN s.rate_refilled_at < now() + interval '1 minute' THEN extract(epoch FROM now() - s.rate_refilled_at)::float8 ELSE 1 END) END < 1
      AND EXISTS (SELECT 1 FROM webhook_delivery d
        WHERE d.subscription_id = s.id AND (d.status = 'pending' OR (d.status = 'retrying' AND d.next_retry_at <= p_now)) AND d.deleted_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM webhook_delivery_lease l WHERE l.delivery_id = d.id))
  );
END $$`)
  }
}

/** The least that makes events and deliveries durable and claimable: three tables, one index beside the primary keys. */
export const TABLES = `
  CREATE TABLE limit_event (id text PRIMARY KEY, type text NOT NULL, data text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE limit_delivery (id text PRIMARY KEY, event_id text NOT NULL, path text NOT NULL, status text NOT NULL DEFAULT 'pending',
    attempts int NOT NULL DEFAULT 0, lease_until timestamptz, delivered_at timestamptz, response_code int);
  CREATE INDEX limit_delivery_due ON limit_delivery (id) WHERE status = 'pending';
  CREATE TABLE limit_attempt (id text PRIMARY KEY, delivery_id text NOT NULL, response_code int NOT NULL, duration_ms int NOT NULL,
    started_at timestamptz NOT NULL)`

/** One statement for events and their deliveries. Bodies are parameters of their own: an array of them would have to be escaped. */
export function insertOf(eventsCount: number) {
  const rows = Array.from({ length: eventsCount }, (_, index) => `($${2 * index + 4}::text, $${2 * index + 5}::text)`)
  return {
    name: `insert-${eventsCount}`,
    text: `WITH event AS (
        INSERT INTO limit_event (id, type, data) SELECT id, 'customer.created', data FROM (VALUES ${rows.join(", ")}) AS e(id, data)
      )
      INSERT INTO limit_delivery (id, event_id, path) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`,
  }
}

export const CLAIM = {
  name: "claim",
  text: `WITH due AS (
      SELECT id FROM limit_delivery WHERE status = 'pending' AND (lease_until IS NULL OR lease_until < now())
      ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE limit_delivery d SET lease_until = now() + interval '30 seconds' FROM due WHERE d.id = due.id
      RETURNING d.id, d.event_id, d.path
    )
    SELECT claimed.*, e.type, e.data, e.created_at FROM claimed JOIN limit_event e ON e.id = claimed.event_id`,
}

export const SETTLE = {
  name: "settle",
  text: `WITH settled AS (
      SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::timestamptz[])
        AS s(attempt_id, delivery_id, response_code, duration_ms, started_at)
    ), logged AS (
      INSERT INTO limit_attempt SELECT * FROM settled
    )
    UPDATE limit_delivery d SET status = CASE WHEN s.response_code BETWEEN 200 AND 299 THEN 'delivered' ELSE 'failed' END, attempts = attempts + 1,
      lease_until = NULL, delivered_at = now(), response_code = s.response_code
    FROM settled s WHERE d.id = s.delivery_id`,
}

export interface Claimed {
  id: string
  event_id: string
  path: string
  type: string
  data: string
  created_at: Date
}

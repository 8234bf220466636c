const SUBSCRIPTIONS_COUNT = 50
const FAN_OUT = 10
const FAILED_SHARE = 0.02

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
/** An id that sorts before all that are made from now on, as ids of the past do. */
const idOf = (prefix: string, number: string) => `'${prefix}_00' || lpad((${number})::text, 24, '0')`

/** Pending deliveries for a subscription, each with an event of its own and due now. `data` is JSON text. */
export function backlogSql(subscriptionId: string, count: number, data: string): string {
  const key = quoted(`backlog ${subscriptionId} `)
  return `
  WITH number AS (SELECT n, gen_random_uuid()::text AS key FROM generate_series(1, ${count}) n), event AS (
    INSERT INTO webhook_event (id, type, subject, idempotency_key, data, occurred_at)
    SELECT 'evt_00' || key, 'customer.created', 'cus_' || n, ${key} || n, ${quoted(data)}, now() FROM number
  )
  INSERT INTO webhook_delivery (id, event_id, subscription_id, event_type, subject, format, api_version, status, attempts, next_retry_at)
  SELECT 'dlv_00' || key, 'evt_00' || key, s.id, 'customer.created', 'cus_' || n, s.format, s.api_version, 'pending', 0, now()
  FROM number JOIN webhook_subscription s ON s.id = ${quoted(subscriptionId)}`
}

/**
 * A past of finished deliveries: ten to an event, an attempt each, fifty subscriptions, one in fifty failed.
 * Lists of lists: what is in one list runs one after the other, neighbours run side by side, and stages one after the other.
 *
 * Indexes are dropped first and made again at the end: filling them row by row would take many times as long, and what
 * comes out is the same, only tidier than in real life.
 */
export function historySqls(deliveriesCount: number): string[][][] {
  const rows: Record<string, string> = {
    webhook_event: `INSERT INTO webhook_event (id, type, subject, idempotency_key, data, occurred_at, created_at)
      SELECT ${idOf("evt", "n")}, 'customer.created', 'cus_' || n / 3, 'past ' || n, '{"id":"cus_' || n / 3 || '","email":"a@example.com"}', at, at
      FROM generate_series(1, ${Math.ceil(deliveriesCount / FAN_OUT)}) n, LATERAL (SELECT now() - interval '1 day' AS at)`,
    webhook_delivery: `INSERT INTO webhook_delivery (id, event_id, subscription_id, event_type, subject, status, format, api_version,
        attempts, delivered_at, response_code, outcome, created_at, updated_at)
      SELECT ${idOf("dlv", "n")}, ${idOf("evt", `(n - 1) / ${FAN_OUT} + 1`)}, 'sub_past_' || n % ${SUBSCRIPTIONS_COUNT}, 'customer.created',
        'cus_' || n / ${FAN_OUT} / 3, CASE WHEN failed THEN 'failed' ELSE 'delivered' END, 'standard', '1.0', 1,
        CASE WHEN failed THEN NULL ELSE at END, CASE WHEN failed THEN 500 ELSE 200 END, CASE WHEN failed THEN 'server_error' ELSE 'delivered' END, at, at
      FROM generate_series(1, ${deliveriesCount}) n,
        LATERAL (SELECT now() - interval '1 day' AS at, n % ${1 / FAILED_SHARE} = 7 AS failed)`,
    webhook_delivery_attempt: `INSERT INTO webhook_delivery_attempt (id, delivery_id, attempt_number, outcome, response_code, duration_ms, started_at)
      SELECT ${idOf("att", "n")}, ${idOf("dlv", "n")}, 1, 'delivered', 200, 12, now() - interval '1 day'
      FROM generate_series(1, ${deliveriesCount}) n`,
  }
  const tables = Object.entries(rows)
  return [
    [tables.map(([table]) => rememberIndexes(table))],
    tables.map(([table, insert]) => [
      dropIndexes(table),
      insert,
      `VACUUM (FREEZE, ANALYZE) ${table}`,
      makeIndexes(table),
    ]),
    [["DROP TABLE bench_index", "CHECKPOINT"]],
  ]
}

function rememberIndexes(table: string): string {
  return `CREATE TABLE IF NOT EXISTS bench_index (of_table text, of_constraint boolean, name text, definition text);
    INSERT INTO bench_index SELECT tablename, conname IS NOT NULL, indexname, coalesce(pg_get_constraintdef(c.oid), indexdef)
    FROM pg_indexes LEFT JOIN pg_constraint c ON conname = indexname WHERE tablename = '${table}'`
}

function dropIndexes(table: string): string {
  return forEachIndex(
    table,
    `CASE WHEN i.of_constraint THEN format('ALTER TABLE ${table} DROP CONSTRAINT %I', i.name)
    ELSE format('DROP INDEX %I', i.name) END`
  )
}

function makeIndexes(table: string): string {
  return `SET maintenance_work_mem = '512MB'; ${forEachIndex(
    table,
    `CASE WHEN i.of_constraint
    THEN format('ALTER TABLE ${table} ADD CONSTRAINT %I %s', i.name, i.definition) ELSE i.definition END`
  )}`
}

function forEachIndex(table: string, statement: string): string {
  return `DO $$ DECLARE i record; BEGIN
    FOR i IN SELECT * FROM bench_index WHERE of_table = '${table}' LOOP EXECUTE ${statement}; END LOOP;
  END $$`
}

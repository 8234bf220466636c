import { rowsOf, type Db } from "./db"

/** The internal subscription of a callback URL, so that callbacks are deliveries like all others. */
export interface CallbackSubscription {
  id: string
  name: string
  url: string
  format: string
  api_version: string
  retry_policy: string
  max_retries: number
  retry_interval_seconds: number | null
  client_error_policy: string
  secret_owner_id: string
}

/** Creates missing internal subscriptions, and switches the others on again: a publisher has just named their URL. */
export async function ensureCallbackSubscriptions(db: Db, wanted: readonly CallbackSubscription[]): Promise<void> {
  await rowsOf(
    db,
    `INSERT INTO webhook_subscription AS s (id, name, url, format, api_version, retry_policy, max_retries, retry_interval_seconds,
       client_error_policy, secret_owner_id, for_callback, events, active)
     SELECT id, name, url, format, api_version, retry_policy, max_retries, retry_interval_seconds, client_error_policy, secret_owner_id,
       true, '{}', true
     FROM json_to_recordset(?::json) AS c(id text, name text, url text, format text, api_version text, retry_policy text,
       max_retries int, retry_interval_seconds int, client_error_policy text, secret_owner_id text)
     ORDER BY id
     ON CONFLICT (id) DO UPDATE SET active = true, deleted_at = NULL, disabled_reason = NULL, disabled_at = NULL,
       failing_since = NULL, consecutive_failures = 0, paused_until = NULL, slots = NULL, updated_at = now()
     WHERE NOT s.active OR s.deleted_at IS NOT NULL`,
    [JSON.stringify(wanted)]
  )
}

/** @returns secret owners of callback subscriptions that have no secret. */
export async function callbackOwnersWithoutSecret(db: Db): Promise<string[]> {
  const rows = await rowsOf<{ owner_id: string }>(
    db,
    `SELECT DISTINCT s.secret_owner_id AS owner_id FROM webhook_subscription s
     WHERE s.for_callback AND s.deleted_at IS NULL AND s.secret_owner_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM webhook_signing_secret k WHERE k.owner_id = s.secret_owner_id AND k.expires_at IS NULL AND k.deleted_at IS NULL)`,
    []
  )
  return rows.map(({ owner_id }) => owner_id)
}

/** @returns the id of the source with this slug; `null` when there is none. */
export async function sourceIdOf(db: Db, slug: string): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    db,
    "SELECT id FROM webhook_source WHERE slug = ? AND deleted_at IS NULL",
    [slug]
  )
  return row?.id ?? null
}

/** Creates a source. @returns false when another process created it first. */
export async function insertSource(
  db: Db,
  { id, name, slug }: { id: string; name: string; slug: string }
): Promise<boolean> {
  const rows = await rowsOf(
    db,
    `INSERT INTO webhook_source (id, name, slug) VALUES (?, ?, ?) ON CONFLICT (slug) WHERE deleted_at IS NULL DO NOTHING RETURNING id`,
    [id, name, slug]
  )
  return rows.length > 0
}

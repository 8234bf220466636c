import { rowsOf, type Db } from "./db"

/** A subscription that nobody made: it stands for a URL that an event named, so that its deliveries are like all others. */
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

/** Writes those that are not there yet, and switches on again what was off: the publisher has just asked for it. */
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

/** Owners of callbacks' secrets that have none. */
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

/** The source of a slug; `null` when there is none. */
export async function sourceIdOf(db: Db, slug: string): Promise<string | null> {
  const [row] = await rowsOf<{ id: string }>(
    db,
    "SELECT id FROM webhook_source WHERE slug = ? AND deleted_at IS NULL",
    [slug]
  )
  return row?.id ?? null
}

/** @returns whether it was written: false when another process was first. */
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

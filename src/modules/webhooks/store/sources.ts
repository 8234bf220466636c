import { rowsOf, type Db } from "./db"

/** A source as its calls need it. */
export interface SourceRecord {
  id: string
  slug: string
  active: boolean
  scheme: string
  profile: string | null
  settings: unknown
  messages: string[] | null
  rate_limit_per_minute: number | null
  fetch_url: string | null
  /** Encrypted. */
  fetch_credential: string | null
}

const COLUMNS =
  "s.id, s.slug, s.active, s.scheme, s.profile, s.settings, s.messages, s.rate_limit_per_minute, s.fetch_url, s.fetch_credential"

/** The slugs of all sources that are switched on. */
export async function activeSlugs(db: Db): Promise<Set<string>> {
  const found = await rowsOf<{ slug: string }>(
    db,
    `SELECT slug FROM webhook_source WHERE active AND deleted_at IS NULL`,
    []
  )
  return new Set(found.map(({ slug }) => slug))
}

/** The source of this slug with its live secrets, encrypted, newest first, in one statement. Whether it is switched on `activeSlugs` says. */
export async function findSource(
  db: Db,
  slug: string,
  now: Date
): Promise<(SourceRecord & { secrets: string[] }) | null> {
  const [found] = await rowsOf<SourceRecord & { secrets: string[] }>(
    db,
    `SELECT ${COLUMNS}, coalesce((
       SELECT json_agg(k.sealed ORDER BY (k.expires_at IS NULL) DESC, k.id DESC)
       FROM webhook_signing_secret k WHERE k.owner_id = s.id AND k.deleted_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ?)
     ), '[]') AS secrets
     FROM webhook_source s WHERE s.slug = ? AND s.deleted_at IS NULL`,
    [now, slug]
  )
  return found ?? null
}

/** A source by its id, also one that is switched off or deleted: what it sent before is still processed. */
export async function readSource(db: Db, id: string): Promise<SourceRecord | null> {
  const [found] = await rowsOf<SourceRecord>(db, `SELECT ${COLUMNS} FROM webhook_source s WHERE s.id = ?`, [id])
  return found ?? null
}

/** Columns of a source that are changed together. */
export type SourceChanges = Partial<Omit<SourceRecord, "id" | "slug"> & { name: string }>

/** Changes a source in one statement. Settings are replaced whole: the generated update would merge them, and what was taken out would stay. */
export async function changeSource(db: Db, id: string, { settings, ...changes }: SourceChanges): Promise<void> {
  await db("webhook_source")
    .where({ id })
    .update({
      ...changes,
      ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
      updated_at: db.fn.now(),
    })
}

/** Writes down why a call was refused. Called at most once a minute per source, so it may replace what another process wrote. */
export async function noteRefusal(db: Db, id: string, reason: string, now: Date): Promise<void> {
  await rowsOf(db, `UPDATE webhook_source SET last_refused_at = ?, last_refusal = ? WHERE id = ?`, [now, reason, id])
}

import { rowsOf, type Db } from "./db"

/** Adds the newest secret of an owner. */
export async function insertSecret(db: Db, secret: { id: string; owner_id: string; sealed: string }): Promise<void> {
  await rowsOf(db, `INSERT INTO webhook_signing_secret (id, owner_id, sealed) VALUES (?, ?, ?)`, [
    secret.id,
    secret.owner_id,
    secret.sealed,
  ])
}

/** Adds a secret to an owner who has none. Two at one instant may leave two: both sign. */
export async function insertFirstSecret(
  db: Db,
  { id, owner_id, sealed }: { id: string; owner_id: string; sealed: string }
): Promise<void> {
  await rowsOf(
    db,
    `INSERT INTO webhook_signing_secret (id, owner_id, sealed) SELECT ?, ?, ? WHERE NOT EXISTS (
       SELECT 1 FROM webhook_signing_secret WHERE owner_id = ? AND expires_at IS NULL AND deleted_at IS NULL)`,
    [id, owner_id, sealed, owner_id]
  )
}

/** Lets the owner's other secrets run out at `expires_at`, unless they do so sooner. */
export async function expireOthers(db: Db, ownerId: string, keepId: string, expiresAt: Date): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_signing_secret SET expires_at = ?, updated_at = now()
     WHERE owner_id = ? AND id <> ? AND (expires_at IS NULL OR expires_at > ?)`,
    [expiresAt, ownerId, keepId, expiresAt]
  )
}

/** Sealed secrets that sign and verify now, newest first. */
export async function liveSecrets(db: Db, ownerId: string, now: Date): Promise<string[]> {
  const found = await rowsOf<{ sealed: string }>(
    db,
    `SELECT sealed FROM webhook_signing_secret
     WHERE owner_id = ? AND deleted_at IS NULL AND (expires_at IS NULL OR expires_at > ?) ORDER BY (expires_at IS NULL) DESC, id DESC`,
    [ownerId, now]
  )
  return found.map(({ sealed }) => sealed)
}

/** Every secret row of an owner: what a compensation writes back. */
export function secretsOf(db: Db, ownerId: string): Promise<{ id: string; expires_at: Date | null }[]> {
  return rowsOf(db, `SELECT id, expires_at FROM webhook_signing_secret WHERE owner_id = ?`, [ownerId])
}

/** Undoes a rotation: the new secret goes, the former ones live as long as before. */
export async function undoRotation(
  db: Db,
  newId: string,
  former: readonly { id: string; expires_at: Date | null }[]
): Promise<void> {
  await db.transaction(async (trx) => {
    await rowsOf(trx, `DELETE FROM webhook_signing_secret WHERE id = ?`, [newId])
    await rowsOf(
      trx,
      `UPDATE webhook_signing_secret k SET expires_at = f.expires_at, updated_at = now()
       FROM json_to_recordset(?::json) AS f(id text, expires_at timestamptz) WHERE k.id = f.id`,
      [JSON.stringify(former)]
    )
  })
}

import { rowsOf, type Db } from "./db"

/** Adds a secret, which is the owner's newest from then on. */
export async function insertSecret(db: Db, secret: { id: string; owner_id: string; sealed: string }): Promise<void> {
  await rowsOf(db, `INSERT INTO webhook_signing_secret (id, owner_id, sealed) VALUES (?, ?, ?)`, [
    secret.id,
    secret.owner_id,
    secret.sealed,
  ])
}

/** Adds a secret to an owner that has none. Two calls at the same instant may add two secrets: both sign. */
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

/** Makes the owner's other secrets expire at `expiresAt`, unless they expire sooner. */
export async function expireOthers(db: Db, ownerId: string, keepId: string, expiresAt: Date): Promise<void> {
  await rowsOf(
    db,
    `UPDATE webhook_signing_secret SET expires_at = ?, updated_at = now()
     WHERE owner_id = ? AND id <> ? AND (expires_at IS NULL OR expires_at > ?)`,
    [expiresAt, ownerId, keepId, expiresAt]
  )
}

/** @returns every secret row of an owner, for the compensation of a rotation. */
export function secretsOf(db: Db, ownerId: string): Promise<{ id: string; expires_at: Date | null }[]> {
  return rowsOf(db, `SELECT id, expires_at FROM webhook_signing_secret WHERE owner_id = ?`, [ownerId])
}

/** Undoes a rotation: deletes the new secret, and restores the expiry of the former ones. */
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

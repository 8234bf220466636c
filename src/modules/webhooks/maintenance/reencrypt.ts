import type { SecretBox } from "../core/secret-box"
import { seal } from "../secrets/signing-secrets"
import { rowsOf, type Db } from "../store/db"

const BATCH = 500

interface HeaderRow {
  id: string
  headers: { name: string; value: string }[]
}

/** How many texts were encrypted anew. */
export interface Reencrypted {
  secrets: number
  headers: number
  /** Passwords in the URLs of brokers. */
  passwords: number
}

/**
 * Encrypts with the current key everything that an older key encrypted: signing secrets, header values and passwords of
 * brokers. After that the older key can be removed from the configuration. Safe to repeat, and while the shop is running.
 *
 * @param currentKeyId id of the key that encrypts now.
 */
export async function reencryptAll(db: Db, box: SecretBox, currentKeyId: string): Promise<Reencrypted> {
  const secrets = await reencryptColumn(db, box, currentKeyId, "webhook_signing_secret", "sealed")
  const passwords = await reencryptColumn(db, box, currentKeyId, "webhook_subscription", "url_password")
  let headers = 0
  const rows = await rowsOf<HeaderRow>(
    db,
    `SELECT id, headers FROM webhook_subscription WHERE jsonb_typeof(headers) = 'array' AND jsonb_array_length(headers) > 0`,
    []
  )
  for (const { id, headers: list } of rows) {
    if (list.every(({ value }) => value.startsWith(`v1:${currentKeyId}:`))) continue
    const next = list.map(({ name, value }) => ({ name, value: seal(box, box.open(value)) }))
    await rowsOf(db, `UPDATE webhook_subscription SET headers = ?::jsonb WHERE id = ? AND headers = ?::jsonb`, [
      JSON.stringify(next),
      id,
      JSON.stringify(list),
    ])
    headers += next.length
  }
  return { secrets, headers, passwords }
}

type SealedColumn = ["webhook_signing_secret", "sealed"] | ["webhook_subscription", "url_password"]

async function reencryptColumn(
  db: Db,
  box: SecretBox,
  currentKeyId: string,
  ...[table, column]: SealedColumn
): Promise<number> {
  let count = 0
  for (;;) {
    const old = await rowsOf<{ id: string; sealed: string }>(
      db,
      `SELECT id, ${column} AS sealed FROM ${table} WHERE ${column} NOT LIKE ? ORDER BY id LIMIT ${BATCH}`,
      [`v1:${currentKeyId}:%`]
    )
    for (const { id, sealed } of old) {
      // The old value in the WHERE: a change by somebody else meanwhile is not overwritten.
      await rowsOf(db, `UPDATE ${table} SET ${column} = ? WHERE id = ? AND ${column} = ?`, [
        seal(box, box.open(sealed)),
        id,
        sealed,
      ])
    }
    count += old.length
    if (old.length < BATCH) return count
  }
}

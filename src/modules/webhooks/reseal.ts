import type { SecretBox } from "./core/secret-box"
import { seal } from "./secrets"
import { rowsOf, type Db } from "./store/db"

const BATCH = 500

interface HeaderRow {
  id: string
  headers: { name: string; value: string }[]
}

/**
 * Seals with the current key what an older one sealed: signing secrets and header values. After that the older key can
 * be taken out of the configuration. Safe to run again, and while the shop is running.
 *
 * @param current_key_id id of the key that seals now.
 * @returns how many texts were sealed anew.
 */
export async function resealAll(db: Db, box: SecretBox, current_key_id: string): Promise<{ secrets: number; headers: number }> {
  const current = `v1:${current_key_id}:%`
  let secrets = 0
  for (;;) {
    const old = await rowsOf<{ id: string; sealed: string }>(
      db, `SELECT id, sealed FROM webhook_signing_secret WHERE sealed NOT LIKE ? ORDER BY id LIMIT ${BATCH}`, [current]
    )
    for (const { id, sealed } of old) {
      // Only if nobody rotated it away meanwhile.
      await rowsOf(db, `UPDATE webhook_signing_secret SET sealed = ? WHERE id = ? AND sealed = ?`, [seal(box, box.open(sealed)), id, sealed])
    }
    secrets += old.length
    if (old.length < BATCH) break
  }
  let headers = 0
  const rows = await rowsOf<HeaderRow>(
    db, `SELECT id, headers FROM webhook_subscription WHERE jsonb_typeof(headers) = 'array' AND jsonb_array_length(headers) > 0`, []
  )
  for (const { id, headers: list } of rows) {
    if (list.every(({ value }) => value.startsWith(`v1:${current_key_id}:`))) continue
    const next = list.map(({ name, value }) => ({ name, value: seal(box, box.open(value)) }))
    await rowsOf(db, `UPDATE webhook_subscription SET headers = ?::jsonb WHERE id = ? AND headers = ?::jsonb`, [
      JSON.stringify(next), id, JSON.stringify(list),
    ])
    headers += next.length
  }
  return { secrets, headers }
}

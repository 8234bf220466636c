import type { SecretBox } from "../core/secret-box"
import { seal } from "../secrets/signing-secrets"
import type { Db } from "../store/db"
import {
  replaceHeaders,
  replaceSealed,
  replaceSnapshot,
  sealedOtherwise,
  snapshotsSealedOtherwise,
  subscriptionsWithHeaders,
  type SealedColumn,
} from "../store/sealed-texts"

const BATCH = 500

/** How many texts were encrypted anew. */
export interface Reencrypted {
  secrets: number
  headers: number
  /** Passwords in the URLs of brokers. */
  passwords: number
  /** With which sources ask vendors what their thin events are about. */
  credentials: number
  /** Of inbound messages, those among them that an older version stored in the clear. */
  bodies: number
  /** Kept with inbound messages. */
  snapshots: number
}

/**
 * Encrypts with the current key everything that an older key encrypted: signing secrets, header values, passwords of brokers,
 * credentials of sources, and what partners sent. After that the older key can be removed from the configuration. Safe to repeat, and while the shop is running.
 *
 * @param currentKeyId id of the key that encrypts now.
 */
export async function reencryptAll(db: Db, box: SecretBox, currentKeyId: string): Promise<Reencrypted> {
  const current = `v1:${currentKeyId}:`
  const secrets = await reencryptColumn(db, box, current, ["webhook_signing_secret", "sealed"])
  const passwords = await reencryptColumn(db, box, current, ["webhook_subscription", "url_password"])
  let headers = 0
  for (const row of await subscriptionsWithHeaders(db)) {
    if (row.headers.every(({ value }) => value.startsWith(current))) continue
    const next = row.headers.map(({ name, value }) => ({ name, value: seal(box, box.open(value)) }))
    await replaceHeaders(db, row, next)
    headers += next.length
  }
  const credentials = await reencryptColumn(db, box, current, ["webhook_source", "fetch_credential"])
  const bodies = await reencryptColumn(db, box, current, ["webhook_inbound_message", "body"])
  return { secrets, headers, passwords, credentials, bodies, snapshots: await reencryptSnapshots(db, box, current) }
}

async function reencryptSnapshots(db: Db, box: SecretBox, current: string): Promise<number> {
  let count = 0
  for (;;) {
    const old = await snapshotsSealedOtherwise(db, current, BATCH)
    for (const row of old) await replaceSnapshot(db, row, seal(box, box.open(row.sealed)))
    count += old.length
    if (old.length < BATCH) return count
  }
}

async function reencryptColumn(db: Db, box: SecretBox, current: string, column: SealedColumn): Promise<number> {
  let count = 0
  for (;;) {
    const old = await sealedOtherwise(db, column, current, BATCH)
    for (const row of old) await replaceSealed(db, column, row, seal(box, cleared(box, row.sealed)))
    count += old.length
    if (old.length < BATCH) return count
  }
}

/** Bodies of an older version are in the clear; JSON never begins like a sealed text. */
function cleared(box: SecretBox, text: string): string {
  return text.startsWith("v1:") ? box.open(text) : text
}

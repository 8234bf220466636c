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
  /** Texts that none of the configured keys opens: they are left as they are, and are lost without their key. */
  unreadable: number
}

/**
 * Encrypts with the current key everything that an older key encrypted: signing secrets, header values, passwords of brokers,
 * credentials of sources, and what partners sent. After that the older key can be removed from the configuration. Safe to repeat, and while the shop is running.
 *
 * @param currentKeyId id of the key that encrypts now.
 */
export async function reencryptAll(db: Db, box: SecretBox, currentKeyId: string): Promise<Reencrypted> {
  const run = new Reencryption(db, box, `v1:${currentKeyId}:`)
  return {
    secrets: await run.column(["webhook_signing_secret", "sealed"]),
    passwords: await run.column(["webhook_subscription", "url_password"]),
    headers: await run.headers(),
    credentials: await run.column(["webhook_source", "fetch_credential"]),
    bodies: await run.column(["webhook_inbound_message", "body"]),
    snapshots: await run.snapshots(),
    unreadable: run.unreadableCount,
  }
}

/** One walk over everything that is sealed. A text that can't be opened is counted, and keeps nothing else from being encrypted. */
class Reencryption {
  unreadableCount = 0

  constructor(
    private readonly db: Db,
    private readonly box: SecretBox,
    /** How a text begins that the current key encrypted. */
    private readonly current: string
  ) {}

  async column(column: SealedColumn): Promise<number> {
    let count = 0
    for (let after = ""; ;) {
      const old = await sealedOtherwise(this.db, column, this.current, after, BATCH)
      for (const row of old) {
        const next = this.again(row.sealed)
        if (next === null) continue
        await replaceSealed(this.db, column, row, next)
        count++
      }
      const last = old.at(-1)
      if (!last || old.length < BATCH) return count
      after = last.id
    }
  }

  async headers(): Promise<number> {
    let count = 0
    for (const row of await subscriptionsWithHeaders(this.db)) {
      const next = row.headers.map(({ name, value }) => {
        const again = value.startsWith(this.current) ? null : this.again(value)
        if (again !== null) count++
        return { name, value: again ?? value }
      })
      if (next.some(({ value }, index) => value !== row.headers[index]?.value)) await replaceHeaders(this.db, row, next)
    }
    return count
  }

  async snapshots(): Promise<number> {
    let count = 0
    for (let after = { message_id: "", topic: "" }; ;) {
      const old = await snapshotsSealedOtherwise(this.db, this.current, after, BATCH)
      for (const row of old) {
        const next = this.again(row.sealed)
        if (next === null) continue
        await replaceSnapshot(this.db, row, next)
        count++
      }
      const last = old.at(-1)
      if (!last || old.length < BATCH) return count
      after = last
    }
  }

  /** @returns the text, encrypted with the current key; `null` when it can't be opened. */
  private again(text: string): string | null {
    try {
      // Bodies of an older version are in the clear; JSON never begins like a sealed text.
      return seal(this.box, text.startsWith("v1:") ? this.box.open(text) : text)
    } catch {
      this.unreadableCount++
      return null
    }
  }
}

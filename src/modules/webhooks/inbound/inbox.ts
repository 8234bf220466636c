import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError, generateEntityId } from "@medusajs/framework/utils"
import { createHash } from "node:crypto"
import type { Clock } from "../core/clock"
import type { SecretBox } from "../core/secret-box"
import { type ReceivedHeaders } from "../core/signature-scheme"
import { SIGNATURE_SCHEMES } from "../core/signature-schemes"
import type { Db } from "../store/db"
import {
  lockMessage,
  markDelayed,
  markFailed,
  markProcessed,
  recordMessage,
  takeDueMessages,
  type InboundMessage,
} from "../store/inbound-messages"
import { liveSecrets } from "../store/signing-secrets"
import { findActiveSource } from "../store/sources"

/** A call whose signature was good. */
export interface VerifiedCall {
  source_id: string
  /** The sender's own id of the message, where its scheme has one. */
  message_id: string | null
}

/** A process that died while it worked on a message leaves it to the background after this. */
const TAKE_OVER_AFTER_MS = 60_000
const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 3_600_000

/** The use case "a partner calls": who is it, keep what it said, and settle what became of it. */
export class Inbox {
  constructor(
    private readonly db: Db,
    private readonly box: SecretBox,
    private readonly clock: Clock
  ) {}

  /** @returns the verified call, or why it is refused: for a log, not for the caller, who learns nothing from a 401. */
  async verify(slug: string, headers: ReceivedHeaders, body: Buffer): Promise<VerifiedCall | { refused: string }> {
    const source = await findActiveSource(this.db, slug)
    if (!source) return { refused: `there is no active source "${slug}"` }
    const now = this.clock.now()
    const secrets = (await liveSecrets(this.db, source.id, now)).map((sealed) => this.box.open(sealed))
    if (secrets.length === 0) return { refused: `source "${slug}" has no live secret` }
    const scheme = SIGNATURE_SCHEMES[source.scheme]
    if (!scheme) return { refused: `this version knows no signature scheme "${source.scheme}"` }
    const verification = scheme.verify(headers, body, secrets, now)
    if (!verification.verified) return { refused: verification.reason }
    return { source_id: source.id, message_id: verification.message_id }
  }

  /** Stores the call raw, once: by the sender's id, or by its bytes where the scheme has none. */
  async record(
    call: VerifiedCall,
    kind: string,
    body: Buffer
  ): Promise<{ message: InboundMessage; duplicate: boolean }> {
    const identity =
      call.message_id === null ? `sha256:${createHash("sha256").update(body).digest("hex")}` : `id:${call.message_id}`
    return recordMessage(
      this.db,
      {
        id: generateEntityId(undefined, "inb"),
        source_id: call.source_id,
        kind,
        dedupe_key: `${kind} ${identity}`,
        body: body.toString("utf8"),
      },
      new Date(this.clock.now().getTime() + TAKE_OVER_AFTER_MS)
    )
  }

  /**
   * Does what a message asks for, once. Its effects and its being processed are one transaction.
   * @returns the result as JSON text, and whether it had been processed before.
   * @throws MedusaError NOT_FOUND for an unknown id.
   */
  async process(
    id: string,
    apply: (transaction: Knex.Transaction, now: Date) => Promise<Record<string, unknown>>
  ): Promise<{ result: string; before: boolean }> {
    return this.db.transaction(async (trx) => {
      const message = await lockMessage(trx, id)
      if (!message) throw new MedusaError(MedusaError.Types.NOT_FOUND, `inbound message ${id} was not found`)
      if (message.status === "processed") return { result: message.result ?? "{}", before: true }
      const now = this.clock.now()
      const result = JSON.stringify(await apply(trx, now))
      await markProcessed(trx, id, result, now)
      return { result, before: false }
    })
  }

  /** The message can't be processed as it is; an operator may have it tried again. */
  async fail(id: string, error: string): Promise<void> {
    await markFailed(this.db, id, error)
  }

  /** A fault of ours: the background tries again, less and less often. */
  async delay(id: string, error: string, tries: number): Promise<void> {
    const waitMs = Math.min(FIRST_DELAY_MS * 2 ** Math.min(tries, 20), LONGEST_DELAY_MS)
    await markDelayed(this.db, id, error, new Date(this.clock.now().getTime() + waitMs))
  }

  /** Ids of messages whose time for another try has come. */
  async takeDue(limit: number): Promise<string[]> {
    const now = this.clock.now()
    const due = await takeDueMessages(this.db, now, new Date(now.getTime() + TAKE_OVER_AFTER_MS), limit)
    return due.map(({ id }) => id)
  }
}

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

/** A call whose signature was verified. */
export interface VerifiedCall {
  source_id: string
  /** The sender's own id of the message, where its scheme has one. */
  message_id: string | null
}

/** When a process dies while it works on a message, the background job processes the message after this. */
const TAKE_OVER_AFTER_MS = 60_000
const FIRST_DELAY_MS = 30_000
const LONGEST_DELAY_MS = 3_600_000

/** The use case "a partner calls": verify the signature, store the message, process it once. */
export class Inbox {
  constructor(
    private readonly db: Db,
    private readonly box: SecretBox,
    private readonly clock: Clock
  ) {}

  /** @returns the verified call, or the reason of the refusal, for the log only: the caller must learn nothing from a 401. */
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

  /** Stores the call raw. A repeat, recognised by the sender's id or else by the hash of the body, is not stored again. */
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
   * Processes a message once: its effects and its status `processed` are written in one transaction.
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

  /** Marks a message as failed: it can't be processed as it is; an operator may reprocess it. */
  async fail(id: string, error: string): Promise<void> {
    await markFailed(this.db, id, error)
  }

  /** Schedules another try after a fault of ours, with exponential backoff from 30 s to an hour. */
  async delay(id: string, error: string, tries: number): Promise<void> {
    const waitMs = Math.min(FIRST_DELAY_MS * 2 ** Math.min(tries, 20), LONGEST_DELAY_MS)
    await markDelayed(this.db, id, error, new Date(this.clock.now().getTime() + waitMs))
  }

  /** @returns ids of messages that are due for another try; no other process gets them for a minute. */
  async takeDue(limit: number): Promise<string[]> {
    const now = this.clock.now()
    const due = await takeDueMessages(this.db, now, new Date(now.getTime() + TAKE_OVER_AFTER_MS), limit)
    return due.map(({ id }) => id)
  }
}

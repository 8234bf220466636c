import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type { Clock } from "../core/clock"
import { dedupeKey, otherBodyKey, sha256 } from "../core/inbound-identity"
import { MAX_FAULTS, inboundDelayMs, triesEndedReason } from "../core/inbound-retry"
import type { ProfileAnswer, ReceivedCall } from "../core/profile"
import type { SecretBox } from "../core/secret-box"
import type { ReceivedHeaders } from "../core/signature-scheme"
import { OnceAMinute } from "../core/once-a-minute"
import { newId } from "../ids"
import { seal } from "../secrets/signing-secrets"
import type { Db } from "../store/db"
import {
  keepResult,
  lockMessage,
  markDelayed,
  markProcessed,
  markRefused,
  readInboundMessage,
  recordMessage,
  retryWaitingFor,
  takeDueMessages,
  type InboundMessage,
  type RefusalRow,
} from "../store/inbound-messages"
import { countSelected, makeSelectedDue, type ReprocessSelection } from "../store/inbound-reprocess"
import { addSnapshots, snapshotTopicsOf, snapshotsOf } from "../store/inbound-snapshots"
import { noteRefusal, readSource, type SourceRecord } from "../store/sources"
import { BodyBudget } from "./body-budget"
import { KnownSources, type KnownSource } from "./known-sources"
import { RateLimits } from "./rate-limits"
import { printableSlug } from "./printable-slug"

/** When a process dies while it works on a message, the background job processes the message after this. */
const TAKE_OVER_AFTER_MS = 60_000
/** Longer than a try takes: by then, whatever was written while it ran can be seen. */
const LOOK_AGAIN_AFTER_MS = 60_000
/** Characters of an error that are kept. */
const MAX_ERROR_LENGTH = 2_000

/** A verified call, as it is stored. */
export interface NewMessage {
  /** From `newMessageId`. */
  id: string
  source: { id: string }
  kind: string
  /** The sender's own id of the message, where it has one. */
  sender_id: string | null
  /** Equal bodies without an id are different messages. */
  equal_bodies_are_news: boolean
  body: Buffer
  snapshots: readonly Kept[]
}

/** What a handler wants kept with a message: plain JSON, `null` for nothing. */
export interface Kept {
  topic: string
  snapshot: unknown
}

/** `conflict`: another body came under the same id before; the message is a row of its own, for staff. */
export interface Recorded {
  message: InboundMessage
  duplicate: boolean
  conflict: boolean
}

/** The use case "a partner calls": verify the signature, store the message, process it once. */
export class Inbox {
  readonly budget: BodyBudget
  readonly rates = new RateLimits()
  private readonly sources: KnownSources
  private readonly refusals = new OnceAMinute()

  constructor(
    private readonly db: Db,
    private readonly box: SecretBox,
    private readonly clock: Clock,
    private readonly log: { warn(message: string): void; error(message: string): void },
    maxBytesInMemory: number
  ) {
    this.sources = new KnownSources(db, box, clock)
    this.budget = new BodyBudget(maxBytesInMemory)
  }

  /**
   * The source that a call comes from, if its calls can be verified. Read at most once a second.
   * @throws when the database is away, or this version can't read the row: the call is to be sent again.
   */
  async sourceOf(slug: string): Promise<KnownSource | null> {
    const found = await this.sources.find(slug)
    if (found && "unusable" in found) {
      await this.refused(found.slug, found.id, found.unusable)
      throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `source "${slug}": ${found.unusable}`)
    }
    return found
  }

  /** Called after a source or a secret was changed in this process: its calls are judged by the new row at once. */
  forgetSources(): void {
    this.sources.forget()
  }

  /** A look at the headers, before the body is read. @returns the reason of the refusal, for the log; `null`: read on. */
  refusedBeforeBody({ profileFound, parsedSettings }: KnownSource, headers: ReceivedHeaders): string | null {
    return profileFound.refusedBeforeBody(headers, parsedSettings, this.clock.now())
  }

  /** @returns the sender's id of a call that is signed, or the reason of the refusal, for the log only: the caller must learn nothing from a 401. */
  async verify(source: KnownSource, call: ReceivedCall): Promise<{ message_id: string | null } | { refused: string }> {
    const { profileFound, parsedSettings } = source
    const { clear, leftOut } = this.sources.secretsOf(source)
    const count = leftOut.length > 0 ? this.refusals.count(`${source.slug} secrets`, performance.now()) : null
    if (count !== null)
      this.log.warn(`webhooks: secrets of source "${source.slug}" are not used: ${leftOut.join("; ")}`)
    if (clear.length === 0 && profileFound.secret !== "none") return { refused: "there is no live secret" }
    const keys = { secrets: clear, settings: parsedSettings }
    const verification = await profileFound.verify(call, keys, this.clock.now())
    // Compared to `true`: what a profile answers by mistake must not let a call in.
    return verification.verified === true ? { message_id: verification.message_id } : { refused: verification.reason }
  }

  /** The answer to a vendor's handshake, of a call that was verified; `null`: the call is a message. */
  handshake(source: KnownSource, call: ReceivedCall, body: unknown): ProfileAnswer | null {
    const { profileFound, parsedSettings } = source
    const keys = { secrets: this.sources.secretsOf(source).clear, settings: parsedSettings }
    return profileFound.handshake?.(call, body, keys) ?? null
  }

  /** Writes down that a call was refused, at most once a minute per source. @param sourceId `null` for a slug that no source has. */
  async refused(slug: string, sourceId: string | null, reason: string): Promise<void> {
    const unsaidCount = this.refusals.count(sourceId === null ? "" : slug, performance.now())
    if (unsaidCount === null) return
    const more = unsaidCount > 0 ? ` (and ${unsaidCount} refused since the last such line)` : ""
    this.log.warn(`webhooks: refused a call from "${printableSlug(slug)}": ${reason}${more}`)
    // Not worth a refusal of another kind: the next one is written down.
    if (sourceId !== null) await noteRefusal(this.db, sourceId, reason, this.clock.now()).catch(() => undefined)
  }

  /** The id of a message that is about to be stored: what is kept with it may need it. */
  newMessageId(): string {
    return newId("inb")
  }

  /** Logs that a call could not be stored, at most once a minute: with the database away, each call would be a line. */
  unavailable(error: unknown): void {
    const unsaidCount = this.refusals.count(" unavailable", performance.now())
    if (unsaidCount === null) return
    const more = unsaidCount > 0 ? ` (and ${unsaidCount} more since the last such line)` : ""
    this.log.error(`webhooks: a call of a partner could not be stored: ${String(error)}${more}`)
  }

  /**
   * Stores a call with what is kept with it, in one statement. A repeat, recognised by the sender's id or else by the hash of
   * the body, is not stored again. Another body under an id that was used is stored for staff, and changes nothing.
   */
  async record({ id, source, kind, sender_id, equal_bodies_are_news, body, snapshots }: NewMessage): Promise<Recorded> {
    const bodyHash = sha256(body)
    const identity = {
      kind,
      sender_id: sender_id === null && equal_bodies_are_news ? `new ${id}` : sender_id,
      body_hash: bodyHash,
    }
    const row = {
      ...{ id, source_id: source.id, kind, body: seal(this.box, body.toString("utf8")), body_hash: bodyHash },
      ...{ dedupe_key: dedupeKey(identity), status: "received" as const, cause: null, error: null },
    }
    const takeOverAt = new Date(this.clock.now().getTime() + TAKE_OVER_AFTER_MS)
    const kept = snapshots.map(({ topic, snapshot }) => this.sealedSnapshot(topic, snapshot))
    const first = await recordMessage(this.db, row, kept, takeOverAt)
    if (!first.duplicate || this.hashOf(first.message) === bodyHash) return { ...first, conflict: false }
    const quarantined = {
      ...row,
      dedupe_key: otherBodyKey(identity),
      status: "quarantined" as const,
      cause: "other_body",
      error: `the sender used the id of message ${first.message.id} again, for another body; nothing was done with this one`,
    }
    return { ...(await recordMessage(this.db, quarantined, kept, null)), conflict: true }
  }

  /** A stored message and its body in clear text. @throws MedusaError NOT_FOUND; Error when its body can't be opened. */
  async read(id: string): Promise<{ message: InboundMessage; body: string }> {
    const message = await readInboundMessage(this.db, id)
    if (!message) throw new MedusaError(MedusaError.Types.NOT_FOUND, `inbound message ${id} was not found`)
    return { message, body: this.openBody(message.body) }
  }

  /** A body as it came. Rows of an older version hold it in the clear: JSON never begins like a sealed text. */
  openBody(body: string): string {
    return body.startsWith("v1:") ? this.box.open(body) : body
  }

  /** The source of a stored message, switched off or deleted as it may be. */
  sourceById(id: string): Promise<SourceRecord | null> {
    return readSource(this.db, id)
  }

  /** What was kept about a topic, by all messages of the source, in the order in which they were stored. */
  async snapshotsOf(sourceId: string, topic: string): Promise<unknown[]> {
    const found = await snapshotsOf(this.db, sourceId, sha256(topic))
    return found.map((sealed) => JSON.parse(this.box.open(sealed)) as unknown)
  }

  /** Of these topics, those for which nothing was kept with the message yet. */
  async topicsNotKept(messageId: string, topics: readonly string[]): Promise<string[]> {
    const kept = new Set(await snapshotTopicsOf(this.db, messageId))
    return topics.filter((topic) => !kept.has(sha256(topic)))
  }

  /** Keeps something with a message that was stored before it could be known. What is kept already stays. */
  async keep(message: { id: string; source_id: string }, snapshots: readonly Kept[]): Promise<void> {
    const rows = snapshots.map(({ topic, snapshot }) => this.sealedSnapshot(topic, snapshot))
    await addSnapshots(this.db, message, rows)
  }

  /**
   * Processes a message once: its effects and its status `processed` are written in one transaction.
   * @param apply gets what an earlier try kept of its result. Where it says that some of the message is still to be done, its
   *   effects and that part of the result are written, and the message stays unprocessed.
   * @returns the result as JSON text, and whether it had been processed before.
   * @throws MedusaError NOT_FOUND for an unknown id.
   */
  async process(
    id: string,
    apply: (
      transaction: Knex.Transaction,
      now: Date,
      kept: Record<string, unknown>
    ) => Promise<{ result: Record<string, unknown>; isDone: boolean }>
  ): Promise<{ result: string; before: boolean }> {
    return this.db.transaction(async (trx) => {
      const message = await lockMessage(trx, id)
      if (!message) throw new MedusaError(MedusaError.Types.NOT_FOUND, `inbound message ${id} was not found`)
      if (message.status === "processed") return { result: message.result ?? "{}", before: true }
      const now = this.clock.now()
      const applied = await apply(trx, now, JSON.parse(message.result ?? "{}") as Record<string, unknown>)
      const result = JSON.stringify(applied.result)
      await (applied.isDone ? markProcessed(trx, id, result, now) : keepResult(trx, id, result))
      return { result, before: false }
    })
  }

  /**
   * Marks a message as failed or quarantined: it can't be processed as things are. One that waits for something is looked at
   * once more after a minute, for what appeared while it was being tried.
   */
  async refuse(id: string, refusal: RefusalRow): Promise<void> {
    const lookAgainAt = new Date(this.clock.now().getTime() + LOOK_AGAIN_AFTER_MS)
    await markRefused(this.db, id, { ...refusal, error: storableError(refusal.error) }, lookAgainAt)
  }

  /**
   * Schedules another try after a fault of ours, or of the vendor's server, with exponential backoff. After the last try the
   * message is quarantined. @returns its status.
   */
  async delay(
    { id, faults }: Pick<InboundMessage, "id" | "faults">,
    cause: string,
    error: string
  ): Promise<"received" | "quarantined"> {
    if (faults >= MAX_FAULTS) {
      const reason = triesEndedReason(error)
      await this.refuse(id, { status: "quarantined", cause: "tries_ended", error: reason, waits_for: null })
      return "quarantined"
    }
    const at = new Date(this.clock.now().getTime() + inboundDelayMs(faults))
    await markDelayed(this.db, id, { cause, error: storableError(error) }, at)
    return "received"
  }

  /** @returns ids of messages that are due for another try; no other process gets them for a minute. */
  async takeDue(limit: number): Promise<string[]> {
    const now = this.clock.now()
    const due = await takeDueMessages(this.db, now, new Date(now.getTime() + TAKE_OVER_AFTER_MS), limit)
    return due.filter(({ ended }) => !ended).map(({ id }) => id)
  }

  /**
   * Makes the failed messages due now that wait for one of these keys (`customer:cus_1`).
   * @param transaction in which what they wait for is written. @returns their ids, oldest first.
   */
  async retryWaiting(keys: readonly string[], transaction?: Db): Promise<string[]> {
    return keys.length === 0 ? [] : retryWaitingFor(transaction ?? this.db, keys, this.clock.now())
  }

  /** Makes failed and quarantined messages due now. @param dryRun only counts. @returns how many. */
  async makeDue(selection: ReprocessSelection, dryRun = false): Promise<number> {
    return dryRun ? countSelected(this.db, selection) : makeSelectedDue(this.db, selection, this.clock.now())
  }

  private hashOf({ body, body_hash }: InboundMessage): string {
    return body_hash === "" ? sha256(this.openBody(body)) : body_hash
  }

  private sealedSnapshot(topic: string, snapshot: unknown) {
    const sealed = snapshot === null || snapshot === undefined ? null : seal(this.box, JSON.stringify(snapshot))
    return { topic: sha256(topic), snapshot: sealed }
  }
}

/** An error's text as Postgres takes it: else the message could not even be put off, and would be tried without end. */
function storableError(text: string): string {
  return text.slice(0, MAX_ERROR_LENGTH).replace(/[\0\p{Surrogate}]/gu, "\uFFFD")
}

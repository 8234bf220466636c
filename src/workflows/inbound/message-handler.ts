import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"
import { InvalidInput, checkedInput } from "../../modules/webhooks/invalid-input"

/** Why a message was refused. */
export interface Refusal {
  /** A word for lists and filters: `unknown_patient`, `no_region`, `conflict`. */
  cause: string
  /** The sentence for staff, kept with the message. It may hold ids of ours, and what a customer typed. */
  reason: string
  /** The sentence for the partner: no ids but its own. */
  answer: string
  /** The message contradicts what an earlier one said: 409, and it is quarantined. Otherwise 422, and it may be tried again. */
  conflict?: boolean
  /** What the message waits for, such as `customer:cus_1`: when that changes, it is tried again by itself (`retryWaiting`). */
  waits_for?: string
}

/** Thrown for a message that is signed and well-formed, but can't be processed as things are. Nothing is changed. */
export class RefusedMessage extends Error {
  override name = "RefusedMessage"

  constructor(readonly refusal: Refusal) {
    super(refusal.reason)
  }
}

/** Who sent a message, and what was kept with it. */
export interface MessageContext {
  source: { id: string; slug: string }
  /** `inb_…` */
  message_id: string
  /** When the message was stored, however often it was tried since. */
  received_at: Date
  /**
   * What `snapshot` kept, of this message and of every other of this source about the same topic, in the order in which
   * they were stored.
   */
  snapshots: readonly unknown[]
}

/** The handler of one inbound message. One file in `handlers/` adds one. */
export interface MessageHandler<Body = unknown, Facts = unknown> {
  /** The message's name in the route: `video-call-completed`. */
  message: string
  /** What the body's `event` says at the door that names no message: `video_call.completed`. */
  event?: string
  /** Slug of the one source that may send the message; left out: every source may, unless its row narrows it. */
  source?: string
  /** The schema of the body. @param now for limits on instants. */
  body(now: Date): z.ZodType<Body>
  /** What the message is about, such as an appointment's id: messages with the same topic see each other's snapshots. */
  topic?(body: Body): string
  /**
   * What has to be kept as it is when the message arrives, however late it is processed: plain JSON, written together with
   * the message. `null` keeps nothing.
   */
  snapshot?(body: Body, source: MessageContext["source"], container: MedusaContainer): Promise<unknown>
  /** Reads from the shop what `apply` needs; no transaction is open. @throws RefusedMessage */
  resolve(body: Body, context: MessageContext, container: MedusaContainer): Promise<Facts>
  /**
   * Writes the message's effects, in the given transaction, which also marks the message as processed: they happen exactly
   * once, or not at all.
   * @returns the fields of the answer to the partner.
   * @throws RefusedMessage, which undoes what was written.
   */
  apply(
    facts: Facts,
    context: MessageContext,
    container: MedusaContainer,
    transaction: Knex.Transaction,
    now: Date
  ): Promise<Record<string, unknown>>
}

/**
 * Defines the handler of an inbound message: the default export of a file in `workflows/inbound/handlers/`. The types
 * of `resolve` and `apply` come from the body's schema.
 *
 * @example
 * import { z } from "@medusajs/framework/zod"
 * import { RefusedMessage, defineMessageHandler } from "../message-handler"
 *
 * export default defineMessageHandler({
 *   message: "parcel-lost",
 *   source: "carrier",
 *   body: () => z.looseObject({ parcel_id: z.string() }),
 *
 *   async resolve({ parcel_id }) {
 *     const unknown = { cause: "unknown_parcel", reason: `there is no parcel ${parcel_id}`, answer: "no such parcel" }
 *     if (!parcel_id.startsWith("parcel_")) throw new RefusedMessage(unknown)
 *     return { parcel_id }
 *   },
 *
 *   async apply({ parcel_id }, _context, _container, transaction) {
 *     await transaction("lost_parcel").insert({ parcel_id })
 *     return { parcel_id }
 *   },
 * })
 */
export function defineMessageHandler<Body, Facts>(handler: MessageHandler<Body, Facts>): MessageHandler {
  return handler as unknown as MessageHandler
}

/**
 * Parses and validates a message: when it arrives, and again when it is reprocessed, perhaps by a later version.
 * @throws MedusaError INVALID_DATA naming the field.
 */
export function readMessage(handler: MessageHandler, raw: string, now: Date): unknown {
  return checkedInput(handler.body(now), parsedJson(raw))
}

function parsedJson(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown
  } catch {
    throw InvalidInput.ofField({ path: [], message: "is not JSON", code: "not_json" })
  }
}

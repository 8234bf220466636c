import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"
import { InvalidInput, checkedInput } from "../../modules/webhooks/invalid-input"

/** Thrown for a message that is signed and well-formed, but can't be processed (an unknown patient): the partner gets 422. */
export class UnprocessableMessage extends Error {
  override name = "UnprocessableMessage"
}

/** The handler of one inbound message of one source. One file in `handlers/<source>/` adds one; its route names it. */
export interface MessageHandler<Body = unknown, Facts = unknown> {
  /** Slug of the source that sends the message: `emr`. */
  source: string
  /** The message's name in the route: `video-call-completed`. */
  message: string
  /** The schema of the body. @param now for limits on instants. */
  body(now: Date): z.ZodType<Body>
  /** Reads from the shop what `apply` needs; no transaction is open. @throws UnprocessableMessage, which is answered with 422. */
  resolve(body: Body, container: MedusaContainer): Promise<Facts>
  /**
   * Writes the message's effects, in the given transaction, which also marks the message as processed: they happen exactly
   * once, or not at all.
   * @returns the fields of the answer to the partner.
   */
  apply(
    facts: Facts,
    container: MedusaContainer,
    transaction: Knex.Transaction,
    now: Date
  ): Promise<Record<string, unknown>>
}

/**
 * Defines the handler of an inbound message: the default export of a file in `workflows/inbound/handlers/<source>/`. The types
 * of `resolve` and `apply` come from the body's schema.
 *
 * @example
 * import { z } from "@medusajs/framework/zod"
 * import { UnprocessableMessage, defineMessageHandler } from "../../message-handler"
 *
 * export default defineMessageHandler({
 *   source: "carrier",
 *   message: "parcel-lost",
 *   body: () => z.looseObject({ parcel_id: z.string() }),
 *
 *   async resolve({ parcel_id }) {
 *     if (!parcel_id.startsWith("parcel_")) throw new UnprocessableMessage(`there is no parcel ${parcel_id}`)
 *     return { parcel_id }
 *   },
 *
 *   async apply({ parcel_id }, _container, transaction) {
 *     await transaction("lost_parcel").insert({ parcel_id })
 *     return { parcel_id }
 *   },
 * })
 */
export function defineMessageHandler<Body, Facts>(handler: MessageHandler<Body, Facts>): MessageHandler {
  return handler as unknown as MessageHandler
}

/** @returns the handler's name, `emr/video-call-completed`, as in routes and in the column `kind`. */
export function nameOf({ source, message }: Pick<MessageHandler, "source" | "message">): string {
  return `${source}/${message}`
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

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"
import { InvalidInput, checkedInput } from "../../modules/webhooks/invalid-input"

/** The message is well-formed and signed, but the shop can't do what it says: the partner is answered 422. */
export class UnprocessableMessage extends Error {
  override name = "UnprocessableMessage"
}

/** One message of one partner. One file in `handlers/<source>/` adds one; its route names it. */
export interface MessageHandler<Body = unknown, Facts = unknown> {
  /** Slug of the source that sends it: `emr`. */
  source: string
  /** The message within the source, as it stands in the route: `video-call-completed`. */
  message: string
  /** What the partner must send. @param now for bounds on instants. */
  body(now: Date): z.ZodType<Body>
  /** Reads what the message is about. No transaction is open. @throws UnprocessableMessage */
  resolve(body: Body, container: MedusaContainer): Promise<Facts>
  /**
   * Writes, all in the given transaction, which also marks the message as processed: all of it happens once, or not at all.
   * @returns what the partner is answered.
   */
  apply(
    facts: Facts,
    container: MedusaContainer,
    transaction: Knex.Transaction,
    now: Date
  ): Promise<Record<string, unknown>>
}

/** Ties `resolve` and `apply` to the body's schema without writing the types twice. */
export function defineMessageHandler<Body, Facts>(handler: MessageHandler<Body, Facts>): MessageHandler {
  return handler as unknown as MessageHandler
}

/** `emr/video-call-completed`: the handler's name in routes and in the column `kind`. */
export function nameOf({ source, message }: Pick<MessageHandler, "source" | "message">): string {
  return `${source}/${message}`
}

/**
 * Reads a message: when it comes in, and again when it is reprocessed, perhaps by a later version.
 * @throws InvalidInput naming the field.
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

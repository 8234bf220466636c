import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { z } from "@medusajs/framework/zod"

/** The message is well-formed and signed, but the shop can't do what it says: told to the partner with a 422. */
export class UnprocessableMessage extends Error {
  override name = "UnprocessableMessage"
}

/** One message of one partner. One file in `kinds/` adds one; its route names it. */
export interface MessageHandler<Body = unknown, Facts = unknown> {
  /** `<source slug>/<message>`: `emr/video-call-completed`. */
  name: string
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

/** Ties `look` and `apply` to the body's schema without writing the types twice. */
export function defineMessageHandler<Body, Facts>(handler: MessageHandler<Body, Facts>): MessageHandler {
  return handler as unknown as MessageHandler
}

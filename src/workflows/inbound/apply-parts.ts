import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { sha256 } from "../../modules/webhooks/core/inbound-identity"
import type { InboundMessage } from "../../modules/webhooks/store/inbound-messages"
import type { SourceRecord } from "../../modules/webhooks/store/sources"
import { webhooksOf } from "../webhooks-of"
import { RefusedMessage, type MessageContext, type MessageHandler } from "./message-handler"
import { topicOf } from "./snapshots"

/** One message of ours in a call, with the handler that takes it. */
export interface Part {
  handler: MessageHandler
  body: unknown
}

/** A call of which all is known that its handlers need. */
interface ReadCall {
  source: SourceRecord
  message: InboundMessage
  parts: readonly Part[]
  /** Why some of it is nothing of ours. */
  ignored: readonly string[]
}

interface ReadyPart {
  key: string
  handler: MessageHandler
  context: MessageContext
  facts: unknown
}

/** What was done of several messages in one call, as it is kept until all of them are done. */
interface Kept {
  messages: Record<string, unknown>[]
  /** Keys of the parts that are done. */
  done: string[]
}

/**
 * Applies what a call says: one message of ours, or several. Several are independent: a notification about ten patients of a
 * clinic must not wait for the one who is no customer of the shop. Each takes effect once, in a transaction that also marks it.
 * @throws RefusedMessage the first one, when the others have taken effect: when the message is tried again, only what was
 *   refused is.
 */
export async function applyParts(
  { source, message, parts, ignored }: ReadCall,
  container: MedusaContainer
): Promise<{ result: string; before: boolean }> {
  const webhooks = webhooksOf(container)
  const refused: RefusedMessage[] = []
  const ready: ReadyPart[] = []
  for (const { handler, body } of parts) {
    const context: MessageContext = {
      source: { id: source.id, slug: source.slug },
      message_id: message.id,
      received_at: message.created_at,
      snapshots: await webhooks.inbox.snapshotsOf(source.id, topicOf(handler, body, message.id)),
    }
    const key = sha256(JSON.stringify([handler.message, body]))
    await unlessRefused(refused, async () => {
      ready.push({ key, handler, context, facts: await handler.resolve(body, context, container) })
    })
  }
  // Nothing to do but to be refused: no transaction is opened for that.
  if (ready.length === 0 && refused[0]) throw refused[0]

  const outcome = await webhooks.inbox.process(message.id, async (transaction, now, before) => {
    const { messages, done } = keptOf(before)
    const applyOne = async ({ handler, facts, context }: ReadyPart, within: Knex.Transaction) => {
      const fields = await handler.apply(facts, context, container, within, now)
      messages.push({ message: handler.message, ...fields })
    }
    for (const part of ready) {
      if (done.includes(part.key)) continue
      await unlessRefused(refused, async () => {
        // One of several is undone alone, by a savepoint.
        await (parts.length === 1 ? applyOne(part, transaction) : transaction.transaction((own) => applyOne(part, own)))
        done.push(part.key)
      })
    }
    if (refused[0] && done.length === 0) throw refused[0]
    if (refused[0]) return { result: { messages, done }, isDone: false }
    return { result: resultOf(messages, parts.length, ignored), isDone: true }
  })
  await webhooks.wake()
  if (refused[0] && !outcome.before) throw refused[0]
  return outcome
}

function resultOf(messages: Record<string, unknown>[], partsCount: number, ignored: readonly string[]) {
  const [only] = messages
  if (!only) return { ignored: ignored.join("; ") }
  if (partsCount > 1 || messages.length > 1) return { messages }
  const { message: _name, ...fields } = only
  return fields
}

function keptOf(result: Record<string, unknown>): Kept {
  const { messages = [], done = [] } = result as Partial<Kept>
  return { messages: [...messages], done: [...done] }
}

async function unlessRefused(refused: RefusedMessage[], work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof RefusedMessage)) throw error
    refused.push(error)
  }
}

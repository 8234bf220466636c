import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { sha256 } from "../../modules/webhooks/core/inbound-identity"
import type { InboundMessage } from "../../modules/webhooks/store/inbound-messages"
import type { SourceRecord } from "../../modules/webhooks/store/sources"
import { webhooksOf } from "../webhooks-of"
import { DelayedMessage } from "./delayed-message"
import { RefusedMessage, type MessageContext, type MessageHandler } from "./message-handler"
import { topicOf } from "./snapshots"

/** One message of ours in a call, with the handler that takes it. */
export interface Part {
  handler: MessageHandler
  body: unknown
}

/** A stored call, and what it says. */
export interface ReadCall {
  source: SourceRecord
  message: InboundMessage
  parts: readonly Part[]
  /** Why some of it is nothing of ours. */
  ignored: readonly string[]
  /** Why some of it could not be read. */
  stopped: readonly (RefusedMessage | DelayedMessage)[]
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
 * @throws RefusedMessage or DelayedMessage when one of them could not be read or was refused, and the others have taken effect:
 *   these are not repeated when the message is tried again.
 */
export async function applyParts(
  { source, message, parts, ignored, stopped }: ReadCall,
  container: MedusaContainer
): Promise<{ result: string; before: boolean }> {
  const webhooks = webhooksOf(container)
  const problems: (RefusedMessage | DelayedMessage)[] = [...stopped]
  const ready: ReadyPart[] = []
  const isOne = parts.length + stopped.length === 1
  for (const { handler, body } of parts) {
    const context: MessageContext = {
      source: { id: source.id, slug: source.slug },
      message_id: message.id,
      received_at: message.created_at,
      snapshots: await webhooks.inbox.snapshotsOf(source.id, topicOf(handler, body, message.id)),
    }
    const key = sha256(JSON.stringify([handler.message, body]))
    await unlessRefused(problems, async () => {
      ready.push({ key, handler, context, facts: await handler.resolve(body, context, container) })
    })
  }
  // Nothing to do but to be refused: no transaction is opened for that.
  if (ready.length === 0 && problems[0]) throw worst(problems)

  const outcome = await webhooks.inbox.process(message.id, async (transaction, now, before) => {
    const { messages, done } = keptOf(before)
    const applyOne = async ({ handler, facts, context }: ReadyPart, within: Knex.Transaction) => {
      const fields = await handler.apply(facts, context, container, within, now)
      messages.push({ message: handler.message, ...fields })
    }
    for (const part of ready) {
      if (done.includes(part.key)) continue
      await unlessRefused(problems, async () => {
        // One of several is undone alone, by a savepoint.
        await (isOne ? applyOne(part, transaction) : transaction.transaction((own) => applyOne(part, own)))
        done.push(part.key)
      })
    }
    if (problems[0] && done.length === 0) throw worst(problems)
    if (problems[0]) return { result: { messages, done }, isDone: false }
    return { result: resultOf(messages, parts.length, ignored), isDone: true }
  })
  await webhooks.wake()
  if (problems[0] && !outcome.before) throw worst(problems)
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

/** What only has to be tried again comes first: what was refused is tried again with it. */
function worst(problems: readonly Error[]): Error | undefined {
  return problems.find((problem) => problem instanceof DelayedMessage) ?? problems[0]
}

async function unlessRefused(problems: Error[], work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof RefusedMessage)) throw error
    problems.push(error)
  }
}

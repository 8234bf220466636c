import { InvalidInput } from "../../modules/webhooks/invalid-input"
import { messageHandlers } from "./handlers"
import type { MessageHandler } from "./message-handler"

/** The handler of a message that a source may send; `null` when there is none, or when it is not the source's to send. */
export function handlerFor(source: { slug: string; messages: string[] | null }, name: string): MessageHandler | null {
  const handler = messageHandlers.get(name)
  if (!handler || (handler.source !== undefined && handler.source !== source.slug)) return null
  return source.messages === null || source.messages.includes(name) ? handler : null
}

/** The handler whose messages carry this `event`. */
export function handlerOfEvent(event: string): MessageHandler | null {
  return [...messageHandlers.values()].find((handler) => handler.event === event) ?? null
}

/** @throws InvalidInput naming the first message that a source of this slug could never send. */
export function requireMessages(slug: string, messages: string[] | null): void {
  const index = (messages ?? []).findIndex((name) => handlerFor({ slug, messages: null }, name) === null)
  if (index < 0) return
  const message = "is no message that this source could send"
  throw InvalidInput.ofField({ path: ["messages", index], message }, messages?.[index])
}

import { discover } from "../../../utils/discover"
import { nameOf, type MessageHandler } from "../message-handler"

/** Every message a partner may send, by name. */
export const messageHandlers: ReadonlyMap<string, MessageHandler> = discover<MessageHandler>(__dirname, (handler) =>
  nameOf(handler)
)

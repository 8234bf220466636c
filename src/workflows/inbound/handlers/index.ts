import { discover } from "../../../utils/discover"
import type { MessageHandler } from "../message-handler"

/** Every message a partner may send, by name. */
export const messageHandlers: ReadonlyMap<string, MessageHandler> = discover<MessageHandler>(
  __dirname,
  ({ name }) => name
)

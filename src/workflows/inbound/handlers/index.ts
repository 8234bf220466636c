import { discover } from "../../../utils/discover"
import type { MessageHandler } from "../message-handler"

/** The handlers of all inbound messages, by the message's name (`video-call-completed`). */
export const messageHandlers: ReadonlyMap<string, MessageHandler> = discover<MessageHandler>(
  __dirname,
  ({ message }) => message
)

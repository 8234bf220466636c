import { discover } from "../../../utils/discover"
import { nameOf, type MessageHandler } from "../message-handler"

/** The handlers of all inbound messages, by name (`emr/video-call-completed`). */
export const messageHandlers: ReadonlyMap<string, MessageHandler> = discover<MessageHandler>(__dirname, (handler) =>
  nameOf(handler)
)

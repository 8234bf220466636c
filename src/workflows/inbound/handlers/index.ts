import { discover } from "../../../utils/discover"
import type { MessageKind } from "../message-handler"

/** Every message a partner may send, by name. */
export const messageKinds: ReadonlyMap<string, MessageKind> = discover<MessageKind>(__dirname, ({ name }) => name)

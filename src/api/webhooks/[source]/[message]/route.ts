import { receiveMessage } from "../../receive"

/** A call whose path says what it is. */
export const POST = receiveMessage

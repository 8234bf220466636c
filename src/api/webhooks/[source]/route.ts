import { receiveMessage } from "../receive"

/** A call whose body says what it is. */
export const POST = receiveMessage

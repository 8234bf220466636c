import { receiveMessage } from "../../receive"

export const POST = receiveMessage("emr", "video-call-completed")

import { actOnDelivery } from "../../act"

export const POST = actOnDelivery("cancel")

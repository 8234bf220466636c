import type { MedusaContainer } from "@medusajs/framework/types"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { inboundView, type InboundView } from "./serializers"

/** A message as staff see it, with its body. @throws MedusaError NOT_FOUND */
export async function readInboundView(scope: MedusaContainer, id: string): Promise<InboundView> {
  const webhooks = webhooksOf(scope)
  const row = await webhooks.retrieveWebhookInboundMessage(id)
  return inboundView(
    row,
    opened(() => webhooks.inbox.openBody(row.body))
  )
}

/** A body whose key is gone must not hide why it was refused, and when. */
function opened(open: () => string): string | null {
  try {
    return open()
  } catch {
    return null
  }
}

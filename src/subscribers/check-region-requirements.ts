import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { checkOrdersWorkflow } from "../workflows/compliance/workflows/check-orders"

/** An order was placed: does a rule ask its customer for a verification? */
export default async function checkRegionRequirements({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await checkOrdersWorkflow(container).run({ input: { ids: [event.data.id] } })
}

export const config: SubscriberConfig = {
  event: [OrderWorkflowEvents.PLACED],
  context: { subscriberId: "compliance-check-region-requirements" },
}

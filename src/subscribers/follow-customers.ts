import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CustomerWorkflowEvents } from "@medusajs/framework/utils"
import { complianceOf } from "../workflows/compliance/compliance-of"
import { patientKey } from "../workflows/inbound/find-patient"
import { retryWaitingMessages } from "../workflows/inbound/process-due"

/** A customer came, for whom a message may wait, or went: then nothing of theirs is kept under their id. */
export default async function followCustomers({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { id } = event.data
  if (event.name === CustomerWorkflowEvents.CREATED) await retryWaitingMessages(container, [patientKey(id)])
  else await complianceOf(container).anonymise(id)
}

export const config: SubscriberConfig = {
  event: [CustomerWorkflowEvents.CREATED, CustomerWorkflowEvents.DELETED],
  context: { subscriberId: "compliance-follow-customers" },
}

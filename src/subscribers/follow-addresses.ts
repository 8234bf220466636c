import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { checkCustomersWorkflow } from "../workflows/compliance/workflows/check-customers"
import { customerKey } from "../workflows/inbound/find-patient"
import { retryWaitingMessages } from "../workflows/inbound/process-due"
import { readRows } from "../workflows/read-rows"

/** A customer has another address: does a rule ask for a verification there, and did a message wait for it? */
export default async function followAddresses({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const filters = { id: event.data.id }
  const [address] = await readRows(container, { entity: "customer_address", fields: ["customer_id"], filters })
  if (typeof address?.customer_id !== "string") return
  const cause = { kind: "address" as const, id: event.data.id }
  try {
    await checkCustomersWorkflow(container).run({ input: { ids: [address.customer_id], cause } })
  } finally {
    // Nobody comes back for it: the next event of this address may never be.
    await retryWaitingMessages(container, [customerKey(address.customer_id)])
  }
}

/** Core has no public events for addresses: these are the customer module's own, one per row written. */
export const config: SubscriberConfig = {
  event: ["customer.customer-address.created", "customer.customer-address.updated"],
  context: { subscriberId: "compliance-follow-addresses" },
}

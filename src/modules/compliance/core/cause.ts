/** Who or what changes an establishment. */
export const CAUSE_KINDS = ["message", "user", "order", "cart", "address", "rule", "job", "workflow"] as const

export interface Cause {
  kind: (typeof CAUSE_KINDS)[number]
  /** Of the inbound message, the user, the order, the cart, the address, the rule; the name of the job or the workflow. */
  id: string
  /** What staff or the EMR give as the reason. */
  reason?: string | null
}

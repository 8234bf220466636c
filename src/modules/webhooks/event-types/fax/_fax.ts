import { z } from "@medusajs/framework/zod"

/** An id is a number or a text: the source document shows both. */
export const idValue = z.union([z.number().int(), z.string().min(1)])

/** Empty or absent where the event belongs to no account. */
export const accountId = z.union([z.string(), z.number().int()]).optional()

/** Parts that all event types of the fax document share: the account in the data, and the document's body format and retries. */
export const faxDefaults = {
  domain: "fax",
  account: (data: { accountId?: string | number | undefined }) => String(data.accountId ?? "") || null,
  deliveryDefaults: { format: "bare", preset: "every-5-minutes" },
}

import { z } from "@medusajs/framework/zod"

/** Ids come as numbers or texts: the document shows both. */
export const idValue = z.union([z.number().int(), z.string().min(1)])

/** Empty, or not there at all, where the event belongs to no account. */
export const accountId = z.union([z.string(), z.number().int()]).optional()

/** Of every event of this document: whose it is, and body and retries as its receivers know them. */
export const faxDefaults = {
  domain: "fax",
  account: (data: { accountId?: string | number | undefined }) => String(data.accountId ?? "") || null,
  deliveryDefaults: { format: "bare", preset: "every-5-minutes" },
}

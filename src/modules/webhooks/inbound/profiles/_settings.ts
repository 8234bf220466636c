import { z } from "@medusajs/framework/zod"

/** Pieces of the settings of several profiles: one rule and one message for each kind of field. */

/** The settings of a profile that has nothing to set. */
export const noSettings = z.strictObject({})

/** Header names are compared in lower case, which is how they are received. */
export const headerName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "must be the name of an HTTP header")
  .transform((name) => name.toLowerCase())

/** Seconds that a caller's clock may be off, into the past and the future. */
export const toleranceSeconds = z.int().min(1).max(3_600).default(300)

/** Words of a vendor, such as its statuses, compared to the letter. */
export const words = (most: number) => z.array(z.string().min(1).max(100)).min(1).max(most)

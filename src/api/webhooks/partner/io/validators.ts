import { z } from "@medusajs/framework/zod"
import { InvalidInput } from "../../../../modules/webhooks/invalid-input"

/** Ids come as numbers or texts; an empty one is none. */
const id = z
  .union([z.string().trim().max(200), z.int()])
  .transform(String)
  .refine((text) => !text.includes("\0"), "must not hold a NUL character")
  .transform((text) => (text === "" ? null : text))
  .nullable()
  .default(null)

/** What is left of `auth` once the partner is known. Whose user calls makes no difference here. */
const auth = z.strictObject({ accountId: id, userId: id })

const flag = z.union(
  [z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")],
  "must be true or false"
)

export const webHookEventListInput = z.strictObject({ auth })
export const webHookSaveInput = z.strictObject({ auth, eventId: z.string(), url: z.string(), active: flag.optional() })

/** @throws InvalidInput */
export function parsed<T extends z.ZodType>(schema: T, body: object): z.output<T> {
  const checked = schema.safeParse(body)
  if (!checked.success) throw InvalidInput.ofSchema(checked.error, body)
  return checked.data
}

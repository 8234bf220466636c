import { z } from "@medusajs/framework/zod"
import { DEFAULT_GRACE_PERIOD_SECONDS, MAX_GRACE_PERIOD_SECONDS } from "../../modules/webhooks/core/secrets"

/** The body of an act that takes no settings. */
export const nothing = z.strictObject({})

/** `true` or `false` in a query string. */
export const flag = z.enum(["true", "false"]).transform((text) => text === "true")

/** How long the former secrets of a subscription or a source stay live. */
export const RotateSecret = z.strictObject({
  grace_period_seconds: z.int().min(0).max(MAX_GRACE_PERIOD_SECONDS).default(DEFAULT_GRACE_PERIOD_SECONDS),
})
export type RotateSecretBody = z.input<typeof RotateSecret>
export type RotateSecretType = z.output<typeof RotateSecret>

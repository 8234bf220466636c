import { z } from "@medusajs/framework/zod"
import { MAX_RETRIES, MAX_RETRY_INTERVAL_SECONDS } from "../../../../modules/webhooks/core/retry-policy"

/** Settings of a subscription, whose schedules are asked for; what is left out is each policy's own default. */
export const AdminGetRetryPoliciesQuery = z.strictObject({
  max_retries: z.coerce.number().int().min(0).max(MAX_RETRIES).optional(),
  retry_interval_seconds: z.coerce.number().int().min(1).max(MAX_RETRY_INTERVAL_SECONDS).optional(),
})
export type RetrySettingsQuery = z.output<typeof AdminGetRetryPoliciesQuery>

import { scheduleMs, type RetryPolicy } from "../../../../modules/webhooks/core/retry-policy"
import type { Page } from "../../../_http/wire"
import type { RetrySettingsQuery } from "./validators"

/** When failed deliveries are tried again, computed by the function that schedules them. */
export function retryPolicyView(
  policy: RetryPolicy,
  { max_retries = policy.defaultMaxRetries, retry_interval_seconds }: RetrySettingsQuery
) {
  return {
    id: policy.id,
    title: policy.title,
    description: policy.description,
    default_max_retries: policy.defaultMaxRetries,
    /** `null` where the policy does not heed `retry_interval_seconds`. */
    default_retry_interval_seconds: policy.defaultIntervalSeconds ?? null,
    /** The waits before each retry, without jitter. */
    schedule_ms: scheduleMs(policy, max_retries, { retry_interval_seconds: retry_interval_seconds ?? null }),
  }
}
export type RetryPolicyView = ReturnType<typeof retryPolicyView>

export interface RetryPolicyListAnswer extends Page {
  retry_policies: RetryPolicyView[]
}

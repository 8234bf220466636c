import { discover } from "../../../../utils/discover"
import type { RetryPolicy, RetryPolicyId } from "../retry-policy"

/** Reads the retry policies of a folder, and stops the boot at one that has no schedule. */
export function readRetryPolicies(folder: string): ReadonlyMap<RetryPolicyId, RetryPolicy> {
  return discover<RetryPolicy>(folder, ({ id, delayMs, defaultMaxRetries }) =>
    typeof delayMs === "function" && Number.isInteger(defaultMaxRetries) ? id : null
  )
}

/** The retry policies by id. One file in this folder adds one. */
export const RETRY_POLICIES = Object.fromEntries(readRetryPolicies(__dirname)) as Readonly<
  Record<RetryPolicyId, RetryPolicy> & { exponential: RetryPolicy }
>
export const RETRY_POLICY_IDS = Object.keys(RETRY_POLICIES) as [RetryPolicyId, ...RetryPolicyId[]]

/** The policy of a row. One that another version knew is answered by `exponential`: a delivery is owed all the same. */
export function retryPolicyOf(id: RetryPolicyId): RetryPolicy {
  return RETRY_POLICIES[id] ?? RETRY_POLICIES.exponential
}

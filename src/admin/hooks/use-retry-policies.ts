import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { RetryPolicyListAnswer, RetrySettingsQuery } from "../lib/types"
import { KEYS } from "./keys"

/** The retry policies, with the schedules that these settings come to. They change only when the shop is deployed. */
export function useRetryPolicies(settings: RetrySettingsQuery = {}) {
  return useQuery({
    queryKey: [...KEYS.retryPolicies, settings],
    queryFn: () => call<RetryPolicyListAnswer>("/admin/webhooks/retry-policies", { query: { ...settings } }),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  })
}

import { useTranslation } from "react-i18next"
import { useRetryPolicies } from "../../hooks/use-retry-policies"
import { useTimes } from "../../hooks/use-times"
import { MAX_RETRIES, MAX_RETRY_INTERVAL_SECONDS } from "../../lib/core"
import { runsOf } from "../../lib/duration"

/**
 * A retry policy's schedule in words, as the API computes it.
 * @param retryIntervalSeconds `null` where none is given.
 */
export function useScheduleSentence(policyId: string, maxRetries: number, retryIntervalSeconds: number | null): string {
  const { t } = useTranslation("webhooks")
  const { duration } = useTimes()
  const isAskable =
    isWithin(maxRetries, 0, MAX_RETRIES) &&
    (retryIntervalSeconds === null || isWithin(retryIntervalSeconds, 1, MAX_RETRY_INTERVAL_SECONDS))
  const { data } = useRetryPolicies(
    isAskable
      ? {
          max_retries: maxRetries,
          ...(retryIntervalSeconds === null ? {} : { retry_interval_seconds: retryIntervalSeconds }),
        }
      : {}
  )

  if (!isAskable) return t("schedule.unknown")
  if (maxRetries === 0) return t("schedule.none")
  const policy = data?.retry_policies.find(({ id }) => id === policyId)
  if (!policy) return t("common.loading")
  const runs = runsOf(policy.schedule_ms)
  const total = duration(policy.schedule_ms.reduce((sum, ms) => sum + ms, 0))
  const [only] = runs
  if (only && runs.length === 1) return t("schedule.every", { wait: duration(only.ms), total, count: only.times })
  const waits = runs.map(({ ms, times }) =>
    times === 1 ? duration(ms) : t("schedule.times", { wait: duration(ms), times })
  )
  return t("schedule.sentence", { waits: waits.join(", "), total, count: policy.schedule_ms.length })
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}

import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import { scheduleMs, type RetryPolicyId } from "../../lib/core"
import { runsOf } from "../../lib/duration"

/** The API's own limit: a longer schedule would be refused, and take long to write out. */
const MOST_RETRIES = 100

/** Tells a retry policy's schedule in words, computed by the function that schedules the deliveries. */
export function useScheduleSentence() {
  const { t } = useTranslation("webhooks")
  const { duration } = useTimes()

  return (policy: RetryPolicyId, maxRetries: number, retryIntervalSeconds: number | null): string => {
    const isCountable = Number.isInteger(maxRetries) && maxRetries >= 0 && maxRetries <= MOST_RETRIES
    if (policy === "none" || maxRetries === 0) return t("schedule.none")
    if (!isCountable || Number.isNaN(retryIntervalSeconds)) return t("schedule.unknown")
    const schedule = scheduleMs(policy, maxRetries, { retry_interval_seconds: retryIntervalSeconds })
    const total = duration(schedule.reduce((sum, ms) => sum + ms, 0))
    const runs = runsOf(schedule)
    const [only] = runs
    if (only && runs.length === 1) return t("schedule.every", { wait: duration(only.ms), total, count: only.times })
    const waits = runs.map(({ ms, times }) =>
      times === 1 ? duration(ms) : t("schedule.times", { wait: duration(ms), times })
    )
    return t("schedule.sentence", { waits: waits.join(", "), total, count: maxRetries })
  }
}

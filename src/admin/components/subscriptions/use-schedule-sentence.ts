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

  return (policy: RetryPolicyId, max_retries: number, retry_interval_seconds: number | null): string => {
    const is_countable = Number.isInteger(max_retries) && max_retries >= 0 && max_retries <= MOST_RETRIES
    if (policy === "none" || max_retries === 0) return t("schedule.none")
    if (!is_countable || Number.isNaN(retry_interval_seconds)) return t("schedule.unknown")
    const schedule = scheduleMs(policy, max_retries, { retry_interval_seconds })
    const total = duration(schedule.reduce((sum, ms) => sum + ms, 0))
    const runs = runsOf(schedule)
    const [only] = runs
    if (only && runs.length === 1) return t("schedule.every", { wait: duration(only.ms), total, count: only.times })
    const waits = runs.map(({ ms, times }) => (times === 1 ? duration(ms) : t("schedule.times", { wait: duration(ms), times })))
    return t("schedule.sentence", { waits: waits.join(", "), total, count: max_retries })
  }
}

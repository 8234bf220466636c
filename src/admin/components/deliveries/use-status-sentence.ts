import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import type { Delivery } from "../../lib/types"
import { useOutcome } from "./use-outcome"

/** One sentence on a delivery's status and what happens next. */
export function useStatusSentence() {
  const { t } = useTranslation("webhooks")
  const { exact, relative } = useTimes()
  const outcomeText = useOutcome()

  return (delivery: Delivery, now: number = Date.now()): string => {
    const { status, attempts, outcome, response_code, next_retry_at } = delivery
    const isDue = next_retry_at === null || Date.parse(next_retry_at) <= now
    const words = {
      count: attempts,
      outcome: outcomeText(outcome, response_code),
      at: exact(delivery.delivered_at),
      next: isDue || next_retry_at === null ? "" : relative(next_retry_at),
    }
    if (status !== "retrying") return t(`statusSentence.${status}`, words)
    if (attempts === 0) return t("statusSentence.pending", words)
    return t(isDue ? "statusSentence.retryingNow" : "statusSentence.retrying", words)
  }
}

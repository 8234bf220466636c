import { TriangleDownMini } from "@medusajs/icons"
import { Badge, Text, clx } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import type { Attempt } from "../../lib/types"
import { Code, jsonOrText } from "../common/code"
import { useOutcome } from "./use-outcome"

interface AttemptItemProps {
  attempt: Attempt
  isFirst: boolean
  isLast: boolean
}

/** One try on the timeline; opens to the reason and the answer's body. */
export function AttemptItem({ attempt, isFirst, isLast }: AttemptItemProps) {
  const { t } = useTranslation("webhooks")
  const { exact, duration } = useTimes()
  const outcomeText = useOutcome()
  const [isOpen, setOpen] = useState(isFirst)
  const { outcome, reason, response_body } = attempt

  return (
    <div className="grid grid-cols-[20px_1fr] gap-x-2">
      <div className="flex flex-col items-center">
        <div className="bg-ui-bg-base shadow-borders-base mt-1.5 flex size-2.5 shrink-0 items-center justify-center rounded-full">
          <div
            className={clx(
              "size-1.5 rounded-full",
              outcome === "accepted" ? "bg-ui-tag-green-icon" : "bg-ui-tag-red-icon"
            )}
          />
        </div>
        {!isLast && <div className="bg-ui-border-base mt-1 w-px flex-1" />}
      </div>
      <div className="min-w-0 pb-4">
        <button
          type="button"
          aria-expanded={isOpen}
          className="flex w-full flex-wrap items-start justify-between gap-x-4 gap-y-1 text-start"
          onClick={() => setOpen(!isOpen)}
        >
          <span className="flex min-w-0 flex-wrap items-center gap-2">
            <Text as="span" size="small" weight="plus">
              {t("attempt.number", { number: attempt.attempt_number })}
            </Text>
            <Badge size="2xsmall" className="whitespace-nowrap" color={outcome === "accepted" ? "green" : "red"}>
              {outcomeText(outcome, attempt.response_code)}
            </Badge>
          </span>
          <span className="text-ui-fg-subtle txt-small flex shrink-0 items-center gap-x-2">
            {exact(attempt.started_at)} · {duration(attempt.duration_ms)}
            <TriangleDownMini className={clx("transition-transform", !isOpen && "-rotate-90")} />
          </span>
        </button>
        {isOpen && (
          <div className="flex flex-col gap-y-2 pt-2">
            {reason !== null && (
              <Text size="small" className="text-ui-fg-subtle break-words">
                {reason}
              </Text>
            )}
            {response_body ? (
              <Code value={jsonOrText(response_body)} />
            ) : (
              <Text size="small" className="text-ui-fg-muted">
                {t("attempt.noBody")}
              </Text>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

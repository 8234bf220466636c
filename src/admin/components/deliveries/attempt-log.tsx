import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Attempt } from "../../lib/types"
import { Section } from "../common/section"
import { AttemptItem } from "./attempt-item"

/** Every try, newest first: the last one is what an operator looks for. */
export function AttemptLog({ attempts }: { attempts: readonly Attempt[] }) {
  const { t } = useTranslation("webhooks")
  return (
    <Section title={t("delivery.attemptLog")}>
      <div className="flex flex-col gap-y-0.5 px-6 py-4">
        {attempts.length === 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {t("delivery.noAttempts")}
          </Text>
        )}
        {[...attempts].reverse().map((attempt, index) => (
          <AttemptItem
            key={attempt.id}
            attempt={attempt}
            isFirst={index === 0}
            isLast={index === attempts.length - 1}
          />
        ))}
      </div>
    </Section>
  )
}

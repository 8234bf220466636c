import { Alert, Button, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import { stateOf } from "../../lib/subscription-state"
import type { Subscription } from "../../lib/types"
import { useSwitch } from "./use-switch"

/** Why nothing is sent, or soon won't be, and what switching on does about it. Empty while all is well. */
export function SwitchedOffNotice({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const { exact } = useTimes()
  const { switchTo, isPending } = useSwitch(subscription)
  const state = stateOf(subscription)

  if (state === "active") {
    if (subscription.failing_since === null) return null
    return <Alert variant="warning">{t("notice.failingNow", { since: exact(subscription.failing_since) })}</Alert>
  }
  return (
    <Alert variant={state === "off" ? "info" : "error"}>
      <div className="flex flex-col items-start gap-y-3">
        <div>
          <Text size="small" weight="plus">
            {t(`notice.${state}`, { at: exact(subscription.disabled_at), since: exact(subscription.failing_since) })}
          </Text>
          <Text size="small" className="text-ui-fg-subtle">
            {t(`notice.${state}On`)}
          </Text>
        </div>
        <Button size="small" variant="secondary" isLoading={isPending} onClick={() => switchTo(true)}>
          {t("subscription.switchOn")}
        </Button>
      </div>
    </Alert>
  )
}

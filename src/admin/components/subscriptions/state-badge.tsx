import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { STATE_COLORS, stateOf } from "../../lib/subscription-state"
import type { Subscription } from "../../lib/types"

export function StateBadge({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const state = stateOf(subscription)
  return <StatusBadge color={STATE_COLORS[state]}>{t(`state.${state}`)}</StatusBadge>
}

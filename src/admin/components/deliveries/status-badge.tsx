import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { DeliveryStatus } from "../../lib/core"

const COLORS = {
  pending: "blue",
  retrying: "orange",
  delivered: "green",
  failed: "red",
  cancelled: "grey",
} as const satisfies Record<DeliveryStatus, string>

export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  const { t } = useTranslation("webhooks")
  return <StatusBadge color={COLORS[status]}>{t(`status.${status}`)}</StatusBadge>
}

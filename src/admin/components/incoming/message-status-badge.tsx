import { StatusBadge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { InboundMessage } from "../../lib/types"

const COLORS = { received: "blue", processed: "green", failed: "red", quarantined: "orange" } as const

export function MessageStatusBadge({ status }: Pick<InboundMessage, "status">) {
  const { t } = useTranslation("webhooks")
  return <StatusBadge color={COLORS[status]}>{t(`messageStatus.${status}`)}</StatusBadge>
}

import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { useDelivery } from "../../hooks/use-deliveries"
import { DeliveryStatusBadge } from "../deliveries/status-badge"
import { useStatusSentence } from "../deliveries/use-status-sentence"

/** What became of a test, as it becomes known. */
export function TestResult({ id }: { id: string }) {
  const { t } = useTranslation("webhooks")
  const { data } = useDelivery(id)
  const statusSentence = useStatusSentence()
  const delivery = data?.delivery
  if (!delivery) return null
  return (
    <div className="flex flex-col items-start gap-y-2 px-6 py-4" data-testid="test-result">
      <DeliveryStatusBadge status={delivery.status} />
      <Text size="small">{statusSentence(delivery)}</Text>
      {delivery.failure_reason !== null && (
        <Text size="small" className="text-ui-fg-subtle break-words">
          {delivery.failure_reason}
        </Text>
      )}
      <Link
        to={`/webhooks/deliveries/${id}`}
        className="txt-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
      >
        {t("test.details")}
      </Link>
    </div>
  )
}

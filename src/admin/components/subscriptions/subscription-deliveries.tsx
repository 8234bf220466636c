import { useTranslation } from "react-i18next"
import { DeliveriesOf } from "../deliveries/deliveries-of"

/** What this subscription was sent. */
export function SubscriptionDeliveries({ id }: { id: string }) {
  const { t } = useTranslation("webhooks")
  return (
    <DeliveriesOf
      of={{ subscription_id: id }}
      heading={t("subscription.deliveries")}
      emptyHint={t("subscription.noDeliveries")}
    />
  )
}

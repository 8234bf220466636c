import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { Section } from "../components/common/section"
import { OrderDelivery } from "../components/deliveries/order-delivery"
import { useDeliveries } from "../hooks/use-deliveries"
import { useSubscriptionNames } from "../hooks/use-subscription-names"

const SHOWN = 5

export const config = defineWidgetConfig({ zone: "order.details.side", id: "webhooks-order-deliveries" })

/** On an order's page: the deliveries of its events. */
const OrderDeliveries = ({ data: order }: { data: { id: string } }) => {
  const { t } = useTranslation("webhooks")
  const { data, isPending } = useDeliveries({ subject: order.id, limit: SHOWN })
  const { nameOf } = useSubscriptionNames()
  const count = data?.count ?? 0
  return (
    <Section
      title={t("orderWidget.title")}
      actions={
        count > 0 && (
          <Link
            to={`/webhooks/deliveries?q=${order.id}`}
            className="txt-small text-ui-fg-interactive hover:text-ui-fg-interactive-hover"
          >
            {t("orderWidget.all", { count })}
          </Link>
        )
      }
    >
      {data?.deliveries.map((delivery) => (
        <OrderDelivery key={delivery.id} delivery={delivery} subscription={nameOf(delivery.subscription_id)} />
      ))}
      {count === 0 && (
        <Text size="small" className="text-ui-fg-subtle px-6 py-4">
          {t(isPending ? "common.loading" : "orderWidget.empty")}
        </Text>
      )}
    </Section>
  )
}

export default OrderDeliveries

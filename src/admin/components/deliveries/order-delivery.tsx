import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { useTimes } from "../../hooks/use-times"
import type { Delivery } from "../../lib/types"
import { DeliveryStatusBadge } from "./status-badge"

interface OrderDeliveryProps {
  delivery: Delivery
  /** The subscription's name. */
  subscription: string
}

/** One delivery in the narrow column of an order. */
export function OrderDelivery({ delivery, subscription }: OrderDeliveryProps) {
  const { relative } = useTimes()
  return (
    <Link
      to={`/webhooks/deliveries/${delivery.id}`}
      className="hover:bg-ui-bg-base-hover flex items-start justify-between gap-x-3 px-6 py-3"
    >
      <div className="min-w-0">
        <Text size="small" weight="plus" className="truncate">
          {delivery.event_type}
        </Text>
        <Text size="small" className="text-ui-fg-subtle truncate">
          {subscription} · {relative(delivery.created_at)}
        </Text>
      </div>
      <div className="shrink-0">
        <DeliveryStatusBadge status={delivery.status} />
      </div>
    </Link>
  )
}

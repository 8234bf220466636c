import { createDataTableFilterHelper } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useEventTypes } from "../../hooks/use-event-types"
import { DELIVERY_STATUSES } from "../../lib/core"
import type { Delivery } from "../../lib/types"

const filters = createDataTableFilterHelper<Delivery>()

interface Named {
  id: string
  name: string
}

/** The filters of the log; their ids are the API's parameters. @param subscriptions left out on the page of one. */
export function useDeliveryFilters(subscriptions: readonly Named[] | null) {
  const { t } = useTranslation("webhooks")
  const { data } = useEventTypes()
  const types = data?.event_types ?? []
  return [
    filters.accessor("status", {
      type: "multiselect",
      label: t("delivery.status"),
      options: DELIVERY_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    }),
    filters.accessor("event_type", {
      type: "multiselect",
      label: t("delivery.event"),
      searchable: true,
      options: types.map(({ name }) => ({ value: name, label: name })),
    }),
    ...(subscriptions
      ? [
          filters.accessor("subscription_id", {
            type: "multiselect",
            label: t("delivery.subscription"),
            searchable: true,
            options: subscriptions.map(({ id, name }) => ({ value: id, label: name })),
          }),
        ]
      : []),
  ]
}

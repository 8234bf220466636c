import { DataTable } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useDeliveries } from "../../hooks/use-deliveries"
import { useListQuery } from "../../hooks/use-list-query"
import { useSubscriptionNames } from "../../hooks/use-subscription-names"
import { useDeliveryColumns } from "./use-columns"
import { useDeliveryFilters } from "./use-filters"

const PAGE_SIZE = 20
const FILTERS = ["status", "event_type", "subscription_id"]

/** The log of all deliveries. */
export function DeliveryList() {
  const { t } = useTranslation("webhooks")
  const { data, isPending, isLoadingError, error } = useDeliveries(useListQuery(PAGE_SIZE, FILTERS))
  const { subscriptions, nameOf } = useSubscriptionNames()
  const columns = useDeliveryColumns(nameOf)
  const filters = useDeliveryFilters(subscriptions)
  if (isLoadingError) throw error
  return (
    <Container className="overflow-hidden p-0">
      <DataTable
        data={data?.deliveries ?? []}
        columns={columns}
        filters={filters}
        getRowId={({ id }) => id}
        rowHref={({ id }) => `/webhooks/deliveries/${id}`}
        rowCount={data?.count ?? 0}
        pageSize={PAGE_SIZE}
        isLoading={isPending}
        heading={t("deliveries.title")}
        subHeading={t("deliveries.subtitle")}
        emptyState={{
          empty: { heading: t("deliveries.empty"), description: t("deliveries.emptyHint") },
          filtered: { heading: t("common.noMatch"), description: t("deliveries.noMatchHint") },
        }}
      />
    </Container>
  )
}

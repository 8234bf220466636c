import { DataTable } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useDeliveries } from "../../hooks/use-deliveries"
import { useListQuery } from "../../hooks/use-list-query"
import { useDeliveryColumns } from "../deliveries/use-columns"
import { useDeliveryFilters } from "../deliveries/use-filters"

const PAGE_SIZE = 10

/** What this subscription was sent, newest first. */
export function SubscriptionDeliveries({ id }: { id: string }) {
  const { t } = useTranslation("webhooks")
  const query = useListQuery(PAGE_SIZE, ["status", "event_type"])
  const { data, isPending, isLoadingError, error } = useDeliveries({ ...query, subscription_id: id })
  const columns = useDeliveryColumns()
  const filters = useDeliveryFilters(null)
  if (isLoadingError) throw error
  return (
    <Container className="overflow-hidden p-0">
      <DataTable
        data={data?.deliveries ?? []}
        columns={columns}
        filters={filters}
        getRowId={(delivery) => delivery.id}
        rowHref={(delivery) => `/webhooks/deliveries/${delivery.id}`}
        rowCount={data?.count ?? 0}
        pageSize={PAGE_SIZE}
        isLoading={isPending}
        heading={t("subscription.deliveries")}
        headingLevel="h2"
        emptyState={{
          empty: { heading: t("deliveries.empty"), description: t("subscription.noDeliveries") },
          filtered: { heading: t("common.noMatch"), description: t("deliveries.noMatchHint") },
        }}
      />
    </Container>
  )
}

import { DataTable } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useDeliveries } from "../../hooks/use-deliveries"
import { useListQuery } from "../../hooks/use-list-query"
import { useDeliveryColumns } from "./use-columns"
import { useDeliveryFilters } from "./use-filters"

const PAGE_SIZE = 10

interface DeliveriesOfProps {
  of: { subscription_id: string } | { event_id: string }
  heading: string
  /** What it means that there are none. */
  emptyHint: string
  /** Finds a subscription's name; without it its column is left out. */
  nameOf?: (subscriptionId: string) => string
}

/** The deliveries of one thing, newest first. */
export function DeliveriesOf({ of, heading, emptyHint, nameOf }: DeliveriesOfProps) {
  const { t } = useTranslation("webhooks")
  const query = useListQuery(PAGE_SIZE, ["status", "event_type"])
  const { data, isPending, isLoadingError, error } = useDeliveries({ ...query, ...of })
  const columns = useDeliveryColumns(nameOf)
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
        heading={heading}
        headingLevel="h2"
        emptyState={{
          empty: { heading: t("deliveries.empty"), description: emptyHint },
          filtered: { heading: t("common.noMatch"), description: t("deliveries.noMatchHint") },
        }}
      />
    </Container>
  )
}

import { DataTable } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useListQuery } from "../../hooks/use-list-query"
import { useSubscriptions } from "../../hooks/use-subscriptions"
import { useSubscriptionColumns } from "./use-columns"

const PAGE_SIZE = 20

export function SubscriptionList() {
  const { t } = useTranslation("webhooks")
  const { data, isPending, isLoadingError, error } = useSubscriptions(useListQuery(PAGE_SIZE))
  const columns = useSubscriptionColumns()
  // An empty table would read as "nothing yet".
  if (isLoadingError) throw error
  return (
    <Container className="overflow-hidden p-0">
      <DataTable
        data={data?.subscriptions ?? []}
        columns={columns}
        getRowId={({ id }) => id}
        rowHref={({ id }) => `/webhooks/${id}`}
        rowCount={data?.count ?? 0}
        pageSize={PAGE_SIZE}
        isLoading={isPending}
        heading={t("subscriptions.title")}
        subHeading={t("subscriptions.subtitle")}
        action={{ label: t("subscriptions.create"), to: "create" }}
        emptyState={{
          empty: { heading: t("subscriptions.empty"), description: t("subscriptions.emptyHint") },
          filtered: { heading: t("common.noMatch"), description: t("common.noMatchHint") },
        }}
      />
    </Container>
  )
}

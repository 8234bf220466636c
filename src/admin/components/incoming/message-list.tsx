import { DataTable } from "@medusajs/dashboard/components"
import { Container, createDataTableFilterHelper } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useInboundMessages } from "../../hooks/use-inbound-messages"
import { useListQuery } from "../../hooks/use-list-query"
import type { InboundMessage } from "../../lib/types"
import { useMessageColumns } from "./use-message-columns"

const PAGE_SIZE = 20
/** Two tables share the page's address. */
const PREFIX = "msg"
const STATUSES = ["received", "processed", "failed", "quarantined"] as const
const filters = createDataTableFilterHelper<InboundMessage>()

export function MessageList() {
  const { t } = useTranslation("webhooks")
  const { data, isPending, isLoadingError, error } = useInboundMessages(useListQuery(PAGE_SIZE, ["status"], PREFIX))
  const columns = useMessageColumns()
  if (isLoadingError) throw error
  return (
    <Container className="overflow-hidden p-0">
      <DataTable
        data={data?.inbound_messages ?? []}
        columns={columns}
        filters={[
          filters.accessor("status", {
            type: "multiselect",
            label: t("message.status"),
            options: STATUSES.map((value) => ({ value, label: t(`messageStatus.${value}`) })),
          }),
        ]}
        getRowId={({ id }) => id}
        rowHref={({ id }) => `/webhooks/incoming/${id}`}
        rowCount={data?.count ?? 0}
        pageSize={PAGE_SIZE}
        prefix={PREFIX}
        isLoading={isPending}
        heading={t("messages.title")}
        headingLevel="h2"
        subHeading={t("messages.subtitle")}
        emptyState={{
          empty: { heading: t("messages.empty"), description: t("messages.emptyHint") },
          filtered: { heading: t("common.noMatch"), description: t("common.noMatchHint") },
        }}
      />
    </Container>
  )
}

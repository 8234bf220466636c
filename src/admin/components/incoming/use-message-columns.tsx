import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useSources } from "../../hooks/use-sources"
import { useTimes } from "../../hooks/use-times"
import type { InboundMessage } from "../../lib/types"
import { OneLine } from "../common/one-line"
import { MessageStatusBadge } from "./message-status-badge"
import { ReprocessButton, isReprocessed } from "./reprocess-button"

const columns = createDataTableColumnHelper<InboundMessage>()
/** The API's own maximum. Beyond it a source shows by its id. */
const MOST_NAMED = 200

export function useMessageColumns() {
  const { t } = useTranslation("webhooks")
  const { exact } = useTimes()
  const sources = useSources({ limit: MOST_NAMED }).data?.sources
  return useMemo(
    () => [
      columns.accessor("status", {
        header: t("message.status"),
        cell: ({ getValue }) => <MessageStatusBadge status={getValue()} />,
      }),
      columns.accessor("kind", { header: t("message.kind"), cell: ({ getValue }) => <OneLine text={getValue()} /> }),
      columns.accessor("source_id", {
        header: t("message.source"),
        cell: ({ getValue }) => {
          const source = sources?.find(({ id }) => id === getValue())
          return <OneLine text={source?.name ?? getValue()} className="max-w-[160px]" />
        },
      }),
      columns.accessor("cause", {
        header: t("message.cause"),
        cell: ({ getValue }) => <OneLine text={getValue() ?? "–"} />,
      }),
      columns.accessor("error", {
        header: t("message.error"),
        cell: ({ getValue }) => <OneLine text={getValue() ?? "–"} />,
      }),
      columns.accessor("created_at", {
        header: t("message.received"),
        cell: ({ getValue }) => <span className="whitespace-nowrap">{exact(getValue())}</span>,
      }),
      columns.display({
        id: "reprocess",
        // The cell would cut off the button's border, which is a shadow.
        cell: ({ row: { original } }) =>
          isReprocessed(original) ? (
            <div className="p-1">
              <ReprocessButton id={original.id} />
            </div>
          ) : null,
      }),
    ],
    [t, exact, sources]
  )
}

import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import type { Subscription } from "../../lib/types"
import { OneLine } from "../common/one-line"
import { EventBadges } from "./event-badges"
import { StateBadge } from "./state-badge"

const columns = createDataTableColumnHelper<Subscription>()
const EVENTS_SHOWN = 2

export function useSubscriptionColumns() {
  const { t } = useTranslation("webhooks")
  const { short } = useTimes()
  return useMemo(
    () => [
      columns.accessor("name", {
        header: t("subscription.name"),
        enableSorting: true,
        cell: ({ getValue }) => <OneLine text={getValue()} className="max-w-[200px]" />,
      }),
      columns.accessor("url", {
        header: t("subscription.url"),
        cell: ({ getValue }) => <OneLine text={getValue()} />,
      }),
      columns.accessor("events", {
        header: t("subscription.events"),
        cell: ({ getValue }) => <EventBadges events={getValue()} most={EVENTS_SHOWN} />,
      }),
      columns.accessor("active", {
        header: t("subscription.state"),
        cell: ({ row }) => <StateBadge subscription={row.original} />,
      }),
      columns.accessor("updated_at", {
        header: t("subscription.updated"),
        enableSorting: true,
        cell: ({ getValue }) => <span className="whitespace-nowrap">{short(getValue())}</span>,
      }),
    ],
    [t, short]
  )
}

import { createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import type { Delivery } from "../../lib/types"
import { OneLine } from "../common/one-line"
import { DeliveryStatusBadge } from "./status-badge"
import { useOutcome } from "./use-outcome"

const columns = createDataTableColumnHelper<Delivery>()

/** @param nameOf finds a subscription's name; without it the column is left out. */
export function useDeliveryColumns(nameOf?: (subscriptionId: string) => string) {
  const { t } = useTranslation("webhooks")
  const { exact } = useTimes()
  const outcomeText = useOutcome()

  return useMemo(
    () => [
      columns.accessor("status", {
        header: t("delivery.status"),
        cell: ({ getValue }) => <DeliveryStatusBadge status={getValue()} />,
      }),
      columns.accessor("event_type", {
        header: t("delivery.event"),
        cell: ({ getValue }) => <OneLine text={getValue()} />,
      }),
      columns.accessor("subject", {
        header: t("delivery.subject"),
        cell: ({ getValue }) => <OneLine text={getValue() ?? "–"} mono className="max-w-[150px]" />,
      }),
      ...(nameOf
        ? [
            columns.accessor("subscription_id", {
              header: t("delivery.subscription"),
              cell: ({ getValue }) => <OneLine text={nameOf(getValue())} className="max-w-[160px]" />,
            }),
          ]
        : []),
      columns.accessor("outcome", {
        header: t("delivery.outcome"),
        cell: ({ row: { original } }) => (
          <OneLine text={outcomeText(original.outcome, original.response_code)} className="max-w-[200px]" />
        ),
      }),
      columns.accessor("attempts", { header: t("delivery.attempts"), align: "right", headerAlign: "right" }),
      columns.accessor("created_at", {
        header: t("delivery.created"),
        cell: ({ getValue }) => <span className="whitespace-nowrap">{exact(getValue())}</span>,
      }),
    ],
    [t, exact, outcomeText, nameOf]
  )
}

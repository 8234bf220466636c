import { ArrowPath, PauseSolid, PlaySolid, Trash } from "@medusajs/icons"
import { createDataTableColumnHelper, StatusBadge } from "@medusajs/ui"
import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { useProfiles } from "../../hooks/use-profiles"
import { useSignatureSchemes } from "../../hooks/use-signature-schemes"
import { useTimes } from "../../hooks/use-times"
import type { Source } from "../../lib/types"
import { OneLine } from "../common/one-line"

const columns = createDataTableColumnHelper<Source>()

export interface SourceActs {
  rotate: (source: Source) => void
  switchTo: (source: Source, active: boolean) => void
  remove: (source: Source) => void
}

export function useSourceColumns({ rotate, switchTo, remove }: SourceActs) {
  const { t } = useTranslation("webhooks")
  const { short } = useTimes()
  const { nameOf: schemeName } = useSignatureSchemes()
  const { find: findProfile } = useProfiles()
  return useMemo(
    () => [
      columns.accessor("name", { header: t("source.name"), cell: ({ getValue }) => <OneLine text={getValue()} /> }),
      columns.accessor("slug", {
        header: t("source.path"),
        cell: ({ getValue }) => <OneLine text={`/webhooks/${getValue()}/…`} mono />,
      }),
      columns.accessor("profile", {
        header: t("source.profile"),
        cell: ({ getValue, row: { original } }) => {
          const id = getValue()
          return id === null ? schemeName(original.scheme) : (findProfile(id)?.title ?? id)
        },
      }),
      columns.accessor("active", {
        header: t("source.state"),
        cell: ({ getValue }) => (
          <StatusBadge color={getValue() ? "green" : "grey"}>
            {t(getValue() ? "state.active" : "state.off")}
          </StatusBadge>
        ),
      }),
      columns.accessor("created_at", { header: t("source.created"), cell: ({ getValue }) => short(getValue()) }),
      columns.action({
        actions: ({ row: { original: source } }) => [
          [
            { label: t("rotate.open"), icon: <ArrowPath />, onClick: () => rotate(source) },
            source.active
              ? { label: t("subscription.switchOff"), icon: <PauseSolid />, onClick: () => switchTo(source, false) }
              : { label: t("subscription.switchOn"), icon: <PlaySolid />, onClick: () => switchTo(source, true) },
          ],
          [{ label: t("common.delete"), icon: <Trash />, onClick: () => remove(source) }],
        ],
      }),
    ],
    [t, short, schemeName, findProfile, rotate, switchTo, remove]
  )
}

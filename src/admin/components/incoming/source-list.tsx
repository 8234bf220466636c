import { DataTable } from "@medusajs/dashboard/components"
import { Container } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useListQuery } from "../../hooks/use-list-query"
import { useRotateSourceSecret, useSources } from "../../hooks/use-sources"
import type { Source } from "../../lib/types"
import { RotateSecretPrompt } from "../common/rotate-secret-prompt"
import { useSourceActs } from "./use-source-acts"
import { useSourceColumns } from "./use-source-columns"

const PAGE_SIZE = 10
/** Two tables share the page's address. */
const PREFIX = "src"

export function SourceList() {
  const { t } = useTranslation("webhooks")
  const { data, isPending, isLoadingError, error } = useSources(useListQuery(PAGE_SIZE, [], PREFIX))
  const [rotating, setRotating] = useState<Source | null>(null)
  const [isAsking, setAsking] = useState(false)
  const { mutateAsync: rotate } = useRotateSourceSecret(rotating?.id ?? "")
  const { switchTo, remove } = useSourceActs()
  const askRotation = (source: Source) => {
    setRotating(source)
    setAsking(true)
  }
  const columns = useSourceColumns({ switchTo, remove, rotate: askRotation })
  if (isLoadingError) throw error
  return (
    <Container className="overflow-hidden p-0">
      <DataTable
        data={data?.sources ?? []}
        columns={columns}
        getRowId={({ id }) => id}
        rowCount={data?.count ?? 0}
        pageSize={PAGE_SIZE}
        prefix={PREFIX}
        isLoading={isPending}
        heading={t("sources.title")}
        subHeading={t("sources.subtitle")}
        action={{ label: t("sources.create"), to: "create" }}
        emptyState={{
          empty: { heading: t("sources.empty"), description: t("sources.emptyHint") },
          filtered: { heading: t("common.noMatch"), description: t("common.noMatchHint") },
        }}
      />
      <RotateSecretPrompt
        open={isAsking}
        onClose={() => setAsking(false)}
        hint={t("rotate.sourceHint")}
        rotate={rotate}
      />
    </Container>
  )
}

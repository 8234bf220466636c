import { Hint, Table, clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { Preview } from "../../lib/types"
import { PreviewRow } from "./preview-row"

interface PreviewTableProps {
  previews: readonly Preview[]
  /** What was tried has been changed since. */
  isStale?: boolean
}

/** What a subscription would have got of the last events. */
export function PreviewTable({ previews, isStale = false }: PreviewTableProps) {
  const { t } = useTranslation("webhooks")
  if (previews.length === 0) return <Hint>{t("preview.none")}</Hint>
  return (
    <div className={clx("flex flex-col gap-y-2", isStale && "opacity-60")} data-testid="preview">
      <Hint>{isStale ? t("preview.stale") : t("preview.hint")}</Hint>
      <div className="shadow-elevation-card-rest overflow-x-auto rounded-lg">
        <Table>
          <Table.Header>
            <Table.Row>
              <Table.HeaderCell>{t("delivery.event")}</Table.HeaderCell>
              <Table.HeaderCell>{t("delivery.subject")}</Table.HeaderCell>
              <Table.HeaderCell>{t("event.occurred")}</Table.HeaderCell>
              <Table.HeaderCell>{t("preview.result")}</Table.HeaderCell>
            </Table.Row>
          </Table.Header>
          <Table.Body>
            {previews.map((preview) => (
              <PreviewRow key={preview.event_id} preview={preview} />
            ))}
          </Table.Body>
        </Table>
      </div>
    </div>
  )
}

import { TriangleDownMini } from "@medusajs/icons"
import { Button, StatusBadge, Table, Text, clx } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import type { Preview } from "../../lib/types"
import { useTimes } from "../../hooks/use-times"
import { Code } from "../common/code"
import { OneLine } from "../common/one-line"

const COLUMNS = 4

/** One past event: whether it would be sent, or why not; the body on demand. */
export function PreviewRow({ preview }: { preview: Preview }) {
  const { t } = useTranslation("webhooks")
  const { short } = useTimes()
  const [isOpen, setOpen] = useState(false)
  const { event_id, type, subject, occurred_at, would_send, reason, explanation, body } = preview
  return (
    <>
      <Table.Row>
        <Table.Cell>
          {/* In a tab of its own: a form that is half filled in would be lost. */}
          <Link to={`/webhooks/events/${event_id}`} target="_blank" className="text-ui-fg-interactive">
            <OneLine text={type} className="max-w-[200px]" />
          </Link>
        </Table.Cell>
        <Table.Cell>
          <OneLine text={subject ?? "–"} mono className="max-w-[120px]" />
        </Table.Cell>
        <Table.Cell className="whitespace-nowrap">{short(occurred_at)}</Table.Cell>
        <Table.Cell className="py-2">
          {would_send ? (
            <Button
              size="small"
              variant="transparent"
              type="button"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <StatusBadge color="green">{t("preview.sent")}</StatusBadge>
              <TriangleDownMini className={clx("transition-transform", !isOpen && "-rotate-90")} />
            </Button>
          ) : (
            <Text size="xsmall" className="text-ui-fg-subtle min-w-[140px]">
              {t("preview.notSent", { why: t(`notSent.${reason}`, { defaultValue: explanation ?? "" }) })}
            </Text>
          )}
        </Table.Cell>
      </Table.Row>
      {isOpen && would_send && (
        <tr>
          <td colSpan={COLUMNS} className="p-2">
            <Code value={body} />
          </td>
        </tr>
      )}
    </>
  )
}

import { RouteDrawer, SectionRow } from "@medusajs/dashboard/components"
import { Alert, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import type { InboundMessageDetail } from "../../lib/types"
import { Code, jsonOrText } from "../common/code"
import { IdValue } from "../common/id-value"
import { MessageStatusBadge } from "./message-status-badge"

/** What a partner sent, and what became of it. */
export function MessageDetails({ message }: { message: InboundMessageDetail }) {
  const { t } = useTranslation("webhooks")
  const { exact } = useTimes()
  return (
    <RouteDrawer.Body className="flex flex-col gap-y-4 overflow-y-auto p-0">
      <div className="divide-y">
        <SectionRow title={t("message.status")} value={<MessageStatusBadge status={message.status} />} />
        <SectionRow title={t("message.id")} value={<IdValue text={message.id} />} />
        <SectionRow title={t("message.received")} value={exact(message.created_at)} />
        <SectionRow title={t("message.processed")} value={exact(message.processed_at)} />
        {message.cause !== null && <SectionRow title={t("message.cause")} value={message.cause} />}
        {message.waits_for !== null && <SectionRow title={t("message.waitsFor")} value={message.waits_for} />}
        <SectionRow title={t("message.tries")} value={String(message.tries)} />
        {message.next_try_at !== null && <SectionRow title={t("message.next")} value={exact(message.next_try_at)} />}
      </div>
      <div className="flex flex-col gap-y-4 px-6 pb-6">
        {message.error !== null && <Alert variant="error">{message.error}</Alert>}
        <Text size="small" weight="plus">
          {t("message.body")}
        </Text>
        {message.body === null ? (
          <Text size="small">{t("message.unreadable")}</Text>
        ) : (
          <Code value={jsonOrText(message.body)} />
        )}
        {message.result !== null && (
          <>
            <Text size="small" weight="plus">
              {t("message.result")}
            </Text>
            <Code value={message.result} />
          </>
        )}
      </div>
    </RouteDrawer.Body>
  )
}

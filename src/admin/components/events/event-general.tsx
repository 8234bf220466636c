import { SectionRow } from "@medusajs/dashboard/components"
import { Badge } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { WebhookEvent } from "../../lib/types"
import { useTimes } from "../../hooks/use-times"
import { IdValue } from "../common/id-value"
import { JsonRow } from "../common/json-row"
import { Section } from "../common/section"
import { EventFacts } from "./event-facts"

export function EventGeneral({ event }: { event: WebhookEvent }) {
  const { t } = useTranslation("webhooks")
  const { exact } = useTimes()
  const { id, type, subject, occurred_at, nothing_changed, payload_removed_at, data, previous } = event
  return (
    <Section
      level="h1"
      title={type}
      {...(nothing_changed
        ? {
            subtitle: t("event.nothingChangedHint"),
            actions: <Badge size="2xsmall">{t("event.nothingChanged")}</Badge>,
          }
        : {})}
    >
      <SectionRow title={t("delivery.eventId")} value={<IdValue text={id} />} />
      <SectionRow title={t("delivery.subject")} value={subject === null ? "–" : <IdValue text={subject} />} />
      <SectionRow title={t("event.occurred")} value={exact(occurred_at)} />
      <EventFacts event={event} />
      {payload_removed_at === null ? (
        <>
          <JsonRow title={t("event.data")} value={data} />
          {previous !== null && <JsonRow title={t("event.previous")} value={previous} />}
        </>
      ) : (
        <SectionRow title={t("event.data")} value={t("event.removed", { at: exact(payload_removed_at) })} />
      )}
    </Section>
  )
}

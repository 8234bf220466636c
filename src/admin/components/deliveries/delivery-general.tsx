import { SectionRow } from "@medusajs/dashboard/components"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"
import { useEvent } from "../../hooks/use-event"
import { useSubscriptionNames } from "../../hooks/use-subscription-names"
import { useTimes } from "../../hooks/use-times"
import type { DeliveryDetail } from "../../lib/types"
import { IdValue } from "../common/id-value"
import { Section } from "../common/section"
import { EventFacts } from "../events/event-facts"
import { DeliveryActions } from "./delivery-actions"
import { DeliveryStatusBadge } from "./status-badge"
import { useStatusSentence } from "./use-status-sentence"

const LINK = "text-ui-fg-interactive hover:text-ui-fg-interactive-hover break-all"

export function DeliveryGeneral({ delivery }: { delivery: DeliveryDetail }) {
  const { t } = useTranslation("webhooks")
  const { exact } = useTimes()
  const { nameOf } = useSubscriptionNames()
  const statusSentence = useStatusSentence()
  const { data } = useEvent(delivery.event_id)
  const isCallback = (data?.event.callback_url ?? null) !== null
  const { subscription_id, subject, next_retry_at, delivered_at } = delivery
  return (
    <Section
      level="h1"
      title={delivery.event_type}
      actions={
        <>
          <DeliveryStatusBadge status={delivery.status} />
          <DeliveryActions delivery={delivery} />
        </>
      }
    >
      <Text size="small" className="px-6 py-4">
        {statusSentence(delivery)}
      </Text>
      {/* What stands for a callback URL is nobody's to manage. */}
      {!isCallback && (
        <SectionRow
          title={t("delivery.subscription")}
          value={
            <Link className={LINK} to={`/webhooks/${subscription_id}`}>
              {nameOf(subscription_id)}
            </Link>
          }
        />
      )}
      <SectionRow title={t("delivery.subject")} value={subject === null ? "–" : <IdValue text={subject} />} />
      <SectionRow title={t("delivery.id")} value={<IdValue text={delivery.id} />} />
      <SectionRow
        title={t("delivery.eventId")}
        value={
          <Link className={LINK} to={`/webhooks/events/${delivery.event_id}`}>
            {delivery.event_id}
          </Link>
        }
      />
      {data && <EventFacts event={data.event} />}
      <SectionRow title={t("delivery.created")} value={exact(delivery.created_at)} />
      {next_retry_at !== null && <SectionRow title={t("delivery.next")} value={exact(next_retry_at)} />}
      {delivered_at !== null && <SectionRow title={t("delivery.delivered")} value={exact(delivered_at)} />}
    </Section>
  )
}

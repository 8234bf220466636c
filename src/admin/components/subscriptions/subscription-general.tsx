import { SectionRow } from "@medusajs/dashboard/components"
import { useTranslation } from "react-i18next"
import { useTimes } from "../../hooks/use-times"
import type { Subscription } from "../../lib/types"
import { IdValue } from "../common/id-value"
import { Section } from "../common/section"
import { EventBadges } from "./event-badges"
import { StateBadge } from "./state-badge"
import { SubscriptionMenu } from "./subscription-menu"
import { useScheduleSentence } from "./use-schedule-sentence"

export function SubscriptionGeneral({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const { short } = useTimes()
  const { retry_policy, max_retries, retry_interval_seconds, account_id, headers } = subscription
  const schedule = useScheduleSentence(retry_policy, max_retries, retry_interval_seconds)
  return (
    <Section
      level="h1"
      title={subscription.name}
      {...(subscription.description ? { subtitle: subscription.description } : {})}
      actions={
        <>
          <StateBadge subscription={subscription} />
          <SubscriptionMenu subscription={subscription} />
        </>
      }
    >
      <SectionRow title={t("subscription.url")} value={<IdValue text={subscription.url} />} />
      <SectionRow title={t("subscription.events")} value={<EventBadges events={subscription.events} />} />
      <SectionRow
        title={t("subscription.sentAs")}
        value={`${subscription.method ?? subscription.transport.toUpperCase()} · ${t(`format.${subscription.format}`, { defaultValue: subscription.format })}`}
      />
      <SectionRow title={t("subscription.retryPolicy")} value={schedule} />
      <SectionRow
        title={t("subscription.clientErrors")}
        value={t(`clientErrors.${subscription.client_error_policy}`)}
      />
      {account_id !== null && <SectionRow title={t("subscription.account")} value={account_id} />}
      {headers.length > 0 && (
        <SectionRow title={t("subscription.headers")} value={headers.map(({ name }) => name).join("\n")} />
      )}
      <SectionRow title={t("subscription.id")} value={<IdValue text={subscription.id} />} />
      <SectionRow title={t("subscription.created")} value={short(subscription.created_at)} />
    </Section>
  )
}

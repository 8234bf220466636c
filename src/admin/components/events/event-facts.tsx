import { SectionRow } from "@medusajs/dashboard/components"
import { useTranslation } from "react-i18next"
import type { WebhookEvent } from "../../lib/types"
import { IdValue } from "../common/id-value"

/** Whose event it is and where it went, as far as its publisher said. */
export function EventFacts({ event }: { event: WebhookEvent }) {
  const { t } = useTranslation("webhooks")
  const { account_id, parties, actor, callback_url } = event
  return (
    <>
      {account_id !== null && <SectionRow title={t("event.account")} value={<IdValue text={account_id} />} />}
      {parties !== null && <SectionRow title={t("event.parties")} value={parties.join("\n")} />}
      {actor !== null && <SectionRow title={t("event.actor")} value={<IdValue text={actor} />} />}
      {callback_url !== null && <SectionRow title={t("event.callback")} value={<IdValue text={callback_url} />} />}
    </>
  )
}

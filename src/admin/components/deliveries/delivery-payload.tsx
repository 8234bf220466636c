import { useTranslation } from "react-i18next"
import { Code } from "../common/code"
import { Section } from "../common/section"

export function DeliveryPayload({ payload }: { payload: unknown }) {
  const { t } = useTranslation("webhooks")
  return (
    <Section title={t("delivery.payload")} subtitle={t("delivery.payloadHint")}>
      <div className="px-6 py-4">
        <Code value={payload} />
      </div>
    </Section>
  )
}

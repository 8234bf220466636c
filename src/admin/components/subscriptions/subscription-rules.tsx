import { SectionRow } from "@medusajs/dashboard/components"
import { Button, toast } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { usePreview } from "../../hooks/use-preview"
import { messageOf } from "../../lib/error-message"
import type { Subscription } from "../../lib/types"
import { JsonRow } from "../common/json-row"
import { Section } from "../common/section"
import { PreviewTable } from "./preview-table"

/** What it gets of its events, and a dry run over what has happened. */
export function SubscriptionRules({ subscription }: { subscription: Subscription }) {
  const { t } = useTranslation("webhooks")
  const { mutate: preview, data: previews, isPending } = usePreview()
  const { api_version, fallback, conditions, value_mappings } = subscription
  const tryOut = () => preview(subscription, { onError: (error) => toast.error(messageOf(error)) })
  return (
    <Section
      title={t("rules.title")}
      subtitle={t("rules.subtitle")}
      actions={
        <Button size="small" variant="secondary" isLoading={isPending} onClick={tryOut}>
          {t("preview.try")}
        </Button>
      }
    >
      <SectionRow title={t("subscription.version")} value={api_version} />
      <SectionRow title={t("subscription.fallback")} value={t(fallback ? "rules.fallback" : "rules.noFallback")} />
      <JsonRow title={t("subscription.conditions")} value={conditions} />
      <JsonRow title={t("subscription.valueMappings")} value={value_mappings} />
      {previews && (
        <div className="px-6 py-4">
          <PreviewTable previews={previews} />
        </div>
      )}
    </Section>
  )
}

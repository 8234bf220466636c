import { Button } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { usePreview } from "../../hooks/use-preview"
import type { SubscriptionDraft } from "../../lib/subscription-draft"
import { JsonField } from "../common/json-field"
import { SwitchField } from "../common/switch-field"
import type { FormPartProps } from "./form-parts"
import { PreviewTable } from "./preview-table"

const CONDITIONS_EXAMPLE = '{ "data.order.total": { "$gt": 100 } }'
const MAPPINGS_EXAMPLE = '[{ "path": "status", "values": { "final": "DONE" }, "hidden": ["internal"] }]'

/** Which of the chosen events, with which words; and a dry run over what has happened. */
export function RuleFields({ draft, change, errors, attempt }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const { mutateAsync: preview, data: previews, isPending } = usePreview()
  const [tried, setTried] = useState<SubscriptionDraft | null>(null)

  const tryOut = () =>
    attempt(async (body) => {
      await preview(body)
      setTried(draft)
    })

  return (
    <>
      <SwitchField
        id="fallback"
        label={t("subscription.fallback")}
        hint={t("form.fallbackHint")}
        value={draft.fallback}
        onChange={(fallback) => change({ fallback })}
      />
      <JsonField
        id="conditions"
        label={t("subscription.conditions")}
        hint={t("form.conditionsHint")}
        placeholder={CONDITIONS_EXAMPLE}
        value={draft.conditions}
        onChange={(conditions) => change({ conditions })}
        error={errors.conditions}
      />
      <JsonField
        id="value_mappings"
        label={t("subscription.valueMappings")}
        hint={t("form.valueMappingsHint")}
        placeholder={MAPPINGS_EXAMPLE}
        value={draft.value_mappings}
        onChange={(valueMappings) => change({ value_mappings: valueMappings })}
        error={errors.value_mappings}
      />
      <div>
        <Button size="small" variant="secondary" type="button" isLoading={isPending} onClick={() => void tryOut()}>
          {t("preview.try")}
        </Button>
      </div>
      {previews && tried && <PreviewTable previews={previews} isStale={tried !== draft} />}
    </>
  )
}

import { Alert, Input, Textarea } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { ERROR_MARK } from "../../lib/show-first-error"
import { Field } from "../common/field"
import { Fold } from "../common/fold"
import { EventFields } from "./event-fields"
import type { FormPartProps } from "./form-parts"
import { PresetField } from "./preset-field"
import { RequestFields } from "./request-fields"
import { RetryFields } from "./retry-fields"
import { RuleFields } from "./rule-fields"
import { TransportFields } from "./transport-fields"

const ADVANCED = [
  "method",
  "headers",
  "format",
  "signature_scheme",
  "account_id",
  "max_retries",
  "retry_interval_seconds",
]
const RULES = ["conditions", "value_mappings", "fallback"]

interface SubscriptionFieldsProps extends FormPartProps {
  isNew?: boolean
}

/** All inputs of a subscription, for the create and the edit form alike. */
export function SubscriptionFields({ isNew = false, ...props }: SubscriptionFieldsProps) {
  const { draft, change, errors } = props
  const { t } = useTranslation("webhooks")
  const hasRules = draft.fallback || draft.conditions !== "" || draft.value_mappings !== ""

  return (
    <div className="flex flex-col gap-y-6">
      {errors[""] !== undefined && (
        <Alert variant="error" {...ERROR_MARK}>
          {errors[""]}
        </Alert>
      )}
      <Field label={t("subscription.name")} htmlFor="name" error={errors.name} hint={t("form.nameHint")}>
        <Input id="name" size="small" value={draft.name} onChange={(e) => change({ name: e.target.value })} />
      </Field>
      <TransportFields {...props} />
      <Field label={t("subscription.description")} htmlFor="description" error={errors.description} optional>
        <Textarea
          id="description"
          rows={2}
          value={draft.description}
          onChange={(e) => change({ description: e.target.value })}
        />
      </Field>
      <EventFields {...props} />
      <Fold title={t("form.rules")} fields={RULES} errors={errors} startsOpen={hasRules}>
        <RuleFields {...props} />
      </Fold>
      <Fold title={t("form.advanced")} fields={ADVANCED} errors={errors}>
        {isNew && <PresetField {...props} />}
        <RetryFields {...props} />
        <RequestFields {...props} />
      </Fold>
    </div>
  )
}

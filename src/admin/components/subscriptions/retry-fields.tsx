import { Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { CLIENT_ERROR_POLICIES, RETRY_POLICY_IDS } from "../../lib/core"
import { withPolicy } from "../../lib/subscription-draft"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import type { FormPartProps } from "./form-parts"
import { useScheduleSentence } from "./use-schedule-sentence"

/** When a failed delivery is tried again, told as a sentence. */
export function RetryFields({ draft, change, errors }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const sentence = useScheduleSentence()(
    draft.retry_policy,
    Number(draft.max_retries),
    Number(draft.retry_interval_seconds)
  )
  return (
    <>
      <Field label={t("subscription.retryPolicy")} htmlFor="retry_policy" error={errors.retry_policy} hint={sentence}>
        <Choice
          id="retry_policy"
          value={draft.retry_policy}
          onChange={(policy) => change(withPolicy(draft, policy))}
          options={RETRY_POLICY_IDS.map((value) => ({ value, label: t(`retryPolicy.${value}`) }))}
        />
      </Field>
      {draft.retry_policy !== "none" && (
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
          <Field label={t("subscription.maxRetries")} htmlFor="max_retries" error={errors.max_retries}>
            <Input
              id="max_retries"
              size="small"
              type="number"
              min={0}
              value={draft.max_retries}
              onChange={(e) => change({ max_retries: e.target.value })}
            />
          </Field>
          {draft.retry_policy === "fixed" && (
            <Field label={t("subscription.retryInterval")} htmlFor="interval" error={errors.retry_interval_seconds}>
              <Input
                id="interval"
                size="small"
                type="number"
                min={1}
                value={draft.retry_interval_seconds}
                onChange={(e) => change({ retry_interval_seconds: e.target.value })}
              />
            </Field>
          )}
        </div>
      )}
      {draft.retry_policy !== "none" && (
        <Field label={t("subscription.clientErrors")} htmlFor="client_errors" error={errors.client_error_policy}>
          <Choice
            id="client_errors"
            value={draft.client_error_policy}
            onChange={(clientErrorPolicy) => change({ client_error_policy: clientErrorPolicy })}
            options={CLIENT_ERROR_POLICIES.map((value) => ({ value, label: t(`clientErrors.${value}`) }))}
          />
        </Field>
      )}
    </>
  )
}

import { Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useRetryPolicies } from "../../hooks/use-retry-policies"
import { CLIENT_ERROR_POLICIES } from "../../lib/core"
import { withPolicy } from "../../lib/subscription-draft"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import type { FormPartProps } from "./form-parts"
import { useScheduleSentence } from "./use-schedule-sentence"

/** A sentence that says when a failed delivery is tried again. */
export function RetryFields({ draft, change, errors }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const policies = useRetryPolicies().data?.retry_policies ?? []
  const policy = policies.find(({ id }) => id === draft.retry_policy)
  const maxRetries = draft.max_retries === "" ? (policy?.default_max_retries ?? NaN) : Number(draft.max_retries)
  const interval = draft.retry_interval_seconds === "" ? null : Number(draft.retry_interval_seconds)
  const sentence = useScheduleSentence(draft.retry_policy, maxRetries, interval)
  const makesRetries = policy?.default_max_retries !== 0
  const choose = (id: string) => {
    const chosen = policies.find((one) => one.id === id)
    if (chosen) change(withPolicy(draft, chosen))
  }

  return (
    <>
      <Field label={t("subscription.retryPolicy")} htmlFor="retry_policy" error={errors.retry_policy} hint={sentence}>
        <Choice
          id="retry_policy"
          value={draft.retry_policy}
          onChange={choose}
          options={policies.map(({ id, title }) => ({
            value: id,
            label: t(`retryPolicy.${id}`, { defaultValue: title }),
          }))}
        />
      </Field>
      {makesRetries && (
        <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
          <Field label={t("subscription.maxRetries")} htmlFor="max_retries" error={errors.max_retries}>
            <Input
              id="max_retries"
              size="small"
              type="number"
              min={0}
              placeholder={String(policy?.default_max_retries ?? "")}
              value={draft.max_retries}
              onChange={(e) => change({ max_retries: e.target.value })}
            />
          </Field>
          {policy && policy.default_retry_interval_seconds !== null && (
            <Field label={t("subscription.retryInterval")} htmlFor="interval" error={errors.retry_interval_seconds}>
              <Input
                id="interval"
                size="small"
                type="number"
                min={1}
                placeholder={String(policy.default_retry_interval_seconds)}
                value={draft.retry_interval_seconds}
                onChange={(e) => change({ retry_interval_seconds: e.target.value })}
              />
            </Field>
          )}
        </div>
      )}
      {makesRetries && (
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

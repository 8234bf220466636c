import { TriangleDownMini } from "@medusajs/icons"
import { Alert, Button, Hint, Input, Textarea, clx } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { ERROR_MARK } from "../../lib/show-first-error"
import { TRANSPORTS } from "../../lib/types"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import { EventPicker } from "./event-picker"
import type { FormPartProps } from "./form-parts"
import { RequestFields } from "./request-fields"
import { RetryFields } from "./retry-fields"

const URL_EXAMPLES = {
  http: "https://partner.example.com/webhooks",
  amqp: "amqps://user:password@broker.example.com/vhost?exchange=events&routing_key=shop",
}
const ADVANCED = ["method", "headers", "format", "signature_scheme", "account_id", "max_retries", "retry_interval_seconds"]

/** All inputs of a subscription, for the create and the edit form alike. */
export function SubscriptionFields(props: FormPartProps) {
  const { draft, change, errors } = props
  const { t } = useTranslation("webhooks")
  const [is_open, setOpen] = useState(false)
  // A refusal inside a closed section would leave the operator without a reason.
  const show_advanced = is_open || ADVANCED.some((field) => errors[field] !== undefined)

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
      <Field label={t("subscription.transport")} htmlFor="transport" error={errors.transport}>
        <Choice
          id="transport"
          value={draft.transport}
          onChange={(transport) => change({ transport })}
          options={TRANSPORTS.map((value) => ({ value, label: t(`transport.${value}`) }))}
        />
      </Field>
      <Field label={t("subscription.url")} htmlFor="url" error={errors.url} hint={t(`urlHint.${draft.transport}`)}>
        <Input
          id="url"
          size="small"
          placeholder={URL_EXAMPLES[draft.transport]}
          value={draft.url}
          onChange={(e) => change({ url: e.target.value })}
        />
      </Field>
      <Field label={t("subscription.description")} htmlFor="description" error={errors.description} optional>
        <Textarea id="description" rows={2} value={draft.description} onChange={(e) => change({ description: e.target.value })} />
      </Field>
      <Field label={t("subscription.events")} error={errors.events}>
        <Hint>{t("form.eventsHint")}</Hint>
        <EventPicker value={draft.events} onChange={(events) => change({ events })} />
      </Field>
      <div>
        <Button size="small" variant="transparent" type="button" aria-expanded={show_advanced} onClick={() => setOpen(!show_advanced)}>
          <TriangleDownMini className={clx("transition-transform", !show_advanced && "-rotate-90")} />
          {t("form.advanced")}
        </Button>
      </div>
      {show_advanced && (
        <>
          <RetryFields {...props} />
          <RequestFields {...props} />
        </>
      )}
    </div>
  )
}

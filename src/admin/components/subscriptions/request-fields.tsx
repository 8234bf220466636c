import { Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useFormats } from "../../hooks/use-formats"
import { useSignatureSchemes } from "../../hooks/use-signature-schemes"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import type { FormPartProps } from "./form-parts"
import { HeaderList } from "./header-list"

const METHODS = (["POST", "PUT", "PATCH", "GET", "DELETE"] as const).map((value) => ({ value, label: value }))

/** How the request looks: method, body, signature, headers, and whose events are sent. */
export function RequestFields({ draft, change, errors }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const { data } = useFormats()
  const schemes = useSignatureSchemes()
  const formats = data?.formats ?? [{ id: draft.format, description: draft.format }]
  return (
    <>
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {draft.method !== "" && (
          <Field label={t("subscription.method")} htmlFor="method" error={errors.method}>
            <Choice id="method" value={draft.method} onChange={(method) => change({ method })} options={METHODS} />
          </Field>
        )}
        <Field label={t("subscription.format")} htmlFor="format" error={errors.format}>
          <Choice
            id="format"
            value={draft.format}
            onChange={(format) => change({ format })}
            options={formats.map(({ id, description }) => ({
              value: id,
              label: t(`format.${id}`, { defaultValue: description }),
            }))}
          />
        </Field>
      </div>
      <Field
        label={t("subscription.signature")}
        htmlFor="signature"
        error={errors.signature_scheme}
        hint={schemes.signsBy(draft.signature_scheme)}
      >
        <Choice
          id="signature"
          value={draft.signature_scheme}
          onChange={(signatureScheme) => change({ signature_scheme: signatureScheme })}
          options={schemes.options}
        />
      </Field>
      <Field
        label={t("subscription.account")}
        htmlFor="account"
        error={errors.account_id}
        hint={t("form.accountHint")}
        optional
      >
        <Input
          id="account"
          size="small"
          value={draft.account_id}
          onChange={(e) => change({ account_id: e.target.value })}
        />
      </Field>
      <Field label={t("subscription.headers")} error={errors.headers} hint={t("form.headersHint")} optional>
        <HeaderList headers={draft.headers} onChange={(headers) => change({ headers })} />
      </Field>
    </>
  )
}

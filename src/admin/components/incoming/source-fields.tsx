import { Alert, Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useSignatureSchemes } from "../../hooks/use-signature-schemes"
import type { FieldErrors } from "../../lib/error-message"
import { ERROR_MARK } from "../../lib/show-first-error"
import { Choice } from "../common/choice"
import { Field } from "../common/field"

interface SourceDraft {
  name: string
  slug: string
  scheme: string
}

export const NEW_SOURCE: SourceDraft = { name: "", slug: "", scheme: "standard" }

interface SourceFieldsProps {
  draft: SourceDraft
  change: (changes: Partial<SourceDraft>) => void
  errors: FieldErrors
}

export function SourceFields({ draft, change, errors }: SourceFieldsProps) {
  const { t } = useTranslation("webhooks")
  const schemes = useSignatureSchemes()
  return (
    <div className="flex flex-col gap-y-6">
      {errors[""] !== undefined && (
        <Alert variant="error" {...ERROR_MARK}>
          {errors[""]}
        </Alert>
      )}
      <Field label={t("source.name")} htmlFor="name" error={errors.name}>
        <Input id="name" size="small" value={draft.name} onChange={(e) => change({ name: e.target.value })} />
      </Field>
      <Field
        label={t("source.slug")}
        htmlFor="slug"
        error={errors.slug}
        hint={t("source.slugHint", { slug: draft.slug || "emr" })}
      >
        <Input
          id="slug"
          size="small"
          placeholder="emr"
          value={draft.slug}
          onChange={(e) => change({ slug: e.target.value })}
        />
      </Field>
      <Field label={t("source.scheme")} htmlFor="scheme" error={errors.scheme} hint={schemes.verifiesBy(draft.scheme)}>
        <Choice id="scheme" value={draft.scheme} onChange={(scheme) => change({ scheme })} options={schemes.options} />
      </Field>
    </div>
  )
}

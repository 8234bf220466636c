import { Alert, Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { FieldErrors } from "../../lib/error-message"
import { ERROR_MARK } from "../../lib/show-first-error"
import { SIGNATURE_SCHEMES, type SignatureSchemeId } from "../../lib/types"
import { Choice } from "../common/choice"
import { Field } from "../common/field"

interface SourceDraft {
  name: string
  slug: string
  scheme: SignatureSchemeId
}

export const NEW_SOURCE: SourceDraft = { name: "", slug: "", scheme: "standard" }

interface SourceFieldsProps {
  draft: SourceDraft
  change: (changes: Partial<SourceDraft>) => void
  errors: FieldErrors
}

export function SourceFields({ draft, change, errors }: SourceFieldsProps) {
  const { t } = useTranslation("webhooks")
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
      <Field label={t("source.scheme")} htmlFor="scheme" error={errors.scheme} hint={t(`verifyHint.${draft.scheme}`)}>
        <Choice
          id="scheme"
          value={draft.scheme}
          onChange={(scheme) => change({ scheme })}
          options={SIGNATURE_SCHEMES.map((value) => ({ value, label: t(`signature.${value}`) }))}
        />
      </Field>
    </div>
  )
}

import { Alert, Input } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import { useProfiles } from "../../hooks/use-profiles"
import { textOf, valueOf } from "../../lib/json-text"
import type { CreateSourceBody } from "../../lib/types"
import type { FieldErrors } from "../../lib/error-message"
import { ERROR_MARK } from "../../lib/show-first-error"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import { JsonField } from "../common/json-field"

interface SourceDraft {
  name: string
  slug: string
  profile: string
  /** As JSON text. */
  settings: string
  /** The vendor's own; empty: one is made. */
  secret: string
}

export const NEW_SOURCE: SourceDraft = { name: "", slug: "", profile: "standard", settings: "", secret: "" }

/** The draft as the API takes it. @throws SyntaxError when the settings are no JSON. */
export function bodyOf({ settings, secret, ...fields }: SourceDraft): CreateSourceBody {
  const given = valueOf(settings) as Record<string, unknown> | null
  return { ...fields, ...(given ? { settings: given } : {}), ...(secret === "" ? {} : { secret }) }
}

interface SourceFieldsProps {
  draft: SourceDraft
  change: (changes: Partial<SourceDraft>) => void
  errors: FieldErrors
}

export function SourceFields({ draft, change, errors }: SourceFieldsProps) {
  const { t } = useTranslation("webhooks")
  const profiles = useProfiles()
  const profile = profiles.find(draft.profile)
  const hasSettings = Object.keys((profile?.settings.properties as object | undefined) ?? {}).length > 0
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
      <Field
        label={t("source.profile")}
        htmlFor="profile"
        error={errors.profile}
        {...(profile ? { hint: profile.description } : {})}
      >
        <Choice
          id="profile"
          value={draft.profile}
          onChange={(id) => change({ profile: id, settings: "", secret: "" })}
          options={profiles.options}
        />
      </Field>
      {hasSettings && (
        <JsonField
          id="settings"
          label={t("source.settings")}
          hint={t("source.settingsHint")}
          placeholder={textOf(profile?.settings.properties)}
          value={draft.settings}
          onChange={(settings) => change({ settings })}
          error={errors.settings}
        />
      )}
      {profile?.secret === "any" && (
        <Field label={t("source.secret")} htmlFor="secret" error={errors.secret} hint={t("source.secretHint")} optional>
          <Input
            id="secret"
            size="small"
            type="password"
            autoComplete="off"
            value={draft.secret}
            onChange={(e) => change({ secret: e.target.value })}
          />
        </Field>
      )}
    </div>
  )
}

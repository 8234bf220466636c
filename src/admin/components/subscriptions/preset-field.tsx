import { useTranslation } from "react-i18next"
import { usePresets } from "../../hooks/use-presets"
import { presetChanges, presetOf } from "../../lib/preset"
import { Choice } from "../common/choice"
import { Field } from "../common/field"
import type { FormPartProps } from "./form-parts"

/** Fills in the retry fields below, which stay editable. */
export function PresetField({ draft, change }: FormPartProps) {
  const { t } = useTranslation("webhooks")
  const { data } = usePresets()
  const presets = data?.presets ?? []
  const current = presetOf(draft, presets)
  const choose = (id: string) => {
    const chosen = presets.find((preset) => preset.id === id)
    if (chosen) change(presetChanges(chosen))
  }
  return (
    <Field label={t("form.preset")} htmlFor="preset" hint={current?.description ?? t("form.presetHint")}>
      <Choice
        id="preset"
        value={current?.id ?? ""}
        onChange={choose}
        options={presets.map(({ id, title }) => ({ value: id, label: title }))}
        placeholder={t("form.noPreset")}
      />
    </Field>
  )
}

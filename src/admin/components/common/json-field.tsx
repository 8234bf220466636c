import { Textarea } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { jsonProblem } from "../../lib/json-text"
import { Field } from "./field"

interface JsonFieldProps {
  id: string
  label: string
  hint: string
  placeholder: string
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** JSON to be typed. Half of it is never right, so it is judged when it is left. */
export function JsonField({ id, label, hint, placeholder, value, onChange, error }: JsonFieldProps) {
  const { t } = useTranslation("webhooks")
  const [wasLeft, setLeft] = useState(false)
  const problem = wasLeft ? jsonProblem(value) : null
  const shown = problem === null ? error : t("form.notJson", { problem })
  return (
    <Field label={label} htmlFor={id} hint={hint} error={shown} optional>
      <Textarea
        id={id}
        className="font-mono text-xs"
        rows={value === "" ? 3 : Math.min(16, value.split("\n").length + 1)}
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={(e) => onChange(e.target.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
      />
    </Field>
  )
}

import { Hint, Label, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"
import type { ReactNode } from "react"
import { ERROR_MARK } from "../../lib/show-first-error"

interface FieldProps {
  label: string
  /** Of the input inside, so that a click on the label reaches it. */
  htmlFor?: string
  hint?: ReactNode
  error?: string | undefined
  optional?: boolean
  children: ReactNode
}

/** A labelled input with its hint and what the API had against it. */
export function Field({ label, htmlFor, hint, error, optional, children }: FieldProps) {
  const { t } = useTranslation("webhooks")
  return (
    <div className="flex flex-col gap-y-2">
      <div className="flex items-center gap-x-1">
        <Label size="small" weight="plus" htmlFor={htmlFor}>
          {label}
        </Label>
        {optional && (
          <Text size="small" leading="compact" className="text-ui-fg-muted">
            ({t("common.optional")})
          </Text>
        )}
      </div>
      {children}
      {error !== undefined ? (
        <Hint variant="error" {...ERROR_MARK}>
          {error}
        </Hint>
      ) : (
        hint !== undefined && <Hint>{hint}</Hint>
      )}
    </div>
  )
}

import { Checkbox, Label, Text, clx } from "@medusajs/ui"
import { useId } from "react"

interface EventBoxProps {
  label: string
  description?: string
  mono?: boolean
  checked: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}

/** A box with its name and what it stands for. */
export function EventBox({ label, description, mono, checked, disabled = false, onChange }: EventBoxProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-x-3">
      <Checkbox
        id={id}
        className="mt-0.5 shrink-0"
        checked={checked}
        disabled={disabled}
        onCheckedChange={(state) => onChange(state === true)}
      />
      <div className="flex min-w-0 flex-col">
        <Label
          htmlFor={id}
          size="small"
          weight="plus"
          className={clx("break-all", mono && "font-mono text-xs leading-5")}
        >
          {label}
        </Label>
        {description && (
          <Text size="xsmall" className="text-ui-fg-subtle">
            {description}
          </Text>
        )}
      </div>
    </div>
  )
}

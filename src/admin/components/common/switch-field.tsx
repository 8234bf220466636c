import { Hint, Label, Switch } from "@medusajs/ui"

interface SwitchFieldProps {
  id: string
  label: string
  hint: string
  value: boolean
  onChange: (value: boolean) => void
}

/** Yes or no, and what yes means. */
export function SwitchField({ id, label, hint, value, onChange }: SwitchFieldProps) {
  return (
    <div className="flex items-start gap-x-3">
      <Switch id={id} size="small" className="mt-0.5" checked={value} onCheckedChange={onChange} />
      <div className="flex flex-col gap-y-1">
        <Label htmlFor={id} size="small" weight="plus">
          {label}
        </Label>
        <Hint>{hint}</Hint>
      </div>
    </div>
  )
}

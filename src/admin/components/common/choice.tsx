import { Select } from "@medusajs/ui"

interface ChoiceProps<T extends string> {
  id?: string
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: string }[]
  /** Shown while the value is none of the options. */
  placeholder?: string
}

/** One of a few: the dashboard's select, with its options as data. */
export function Choice<T extends string>({ id, value, onChange, options, placeholder }: ChoiceProps<T>) {
  return (
    <Select size="small" value={value} onValueChange={(chosen) => onChange(chosen as T)}>
      <Select.Trigger id={id}>
        <Select.Value {...(placeholder === undefined ? {} : { placeholder })} />
      </Select.Trigger>
      <Select.Content>
        {options.map((option) => (
          <Select.Item key={option.value} value={option.value}>
            {option.label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  )
}

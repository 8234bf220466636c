import { Badge, Container, Text } from "@medusajs/ui"
import { XMarkMini } from "@medusajs/icons"
import { useTranslation } from "react-i18next"
import { useEventTypes } from "../../hooks/use-event-types"
import { groupByDomain, isCovered, toggled, unlisted, type EventGroup } from "../../lib/event-selection"
import { EventBox } from "./event-box"

interface EventPickerProps {
  value: readonly string[]
  onChange: (value: string[]) => void
}

/** The catalogue by domain, with a box for each event, each domain, and all of it. */
export function EventPicker({ value, onChange }: EventPickerProps) {
  const { t } = useTranslation("webhooks")
  const { data, isPending } = useEventTypes()
  const groups = groupByDomain(data?.event_types ?? [])
  const set = (pattern: string) => (on: boolean) => onChange(toggled(value, pattern, on))
  const takesAll = value.includes("*")

  if (isPending) return <Text size="small">{t("common.loading")}</Text>
  return (
    <div className="flex flex-col gap-y-3">
      <Container className="px-4 py-3">
        <EventBox label={t("picker.all")} description={t("picker.allHint")} checked={takesAll} onChange={set("*")} />
      </Container>
      {groups.map((group) => (
        <Group key={group.domain} group={group} value={value} set={set} takesAll={takesAll} />
      ))}
      {unlisted(value, groups).map((pattern) => (
        <Badge key={pattern} size="small" className="w-fit">
          {pattern}
          <button type="button" aria-label={t("picker.remove", { pattern })} onClick={() => set(pattern)(false)}>
            <XMarkMini />
          </button>
        </Badge>
      ))}
    </div>
  )
}

interface GroupProps {
  group: EventGroup
  value: readonly string[]
  takesAll: boolean
  set: (pattern: string) => (on: boolean) => void
}

function Group({ group, value, takesAll, set }: GroupProps) {
  const { t } = useTranslation("webhooks")
  const { pattern } = group
  return (
    <Container className="divide-y p-0">
      <div className="bg-ui-bg-subtle rounded-t-lg px-4 py-3">
        {pattern === null ? (
          <Text size="small" weight="plus" leading="compact">
            {group.domain}
          </Text>
        ) : (
          <EventBox
            label={t("picker.domain", { pattern })}
            checked={takesAll || value.includes(pattern)}
            disabled={takesAll}
            onChange={set(pattern)}
          />
        )}
      </div>
      <div className="flex flex-col gap-y-3 px-4 py-3">
        {group.types.map(({ name, description }) => {
          const covered = isCovered(value, name)
          return (
            <EventBox
              key={name}
              mono
              label={name}
              description={description}
              checked={covered || value.includes(name)}
              disabled={covered}
              onChange={set(name)}
            />
          )
        })}
      </div>
    </Container>
  )
}

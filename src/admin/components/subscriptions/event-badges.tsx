import { Badge, clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

interface EventBadgesProps {
  events: readonly string[]
  /** In a table: at most this many badges on one line; the others are a "+n" with a tooltip. */
  most?: number
}

export function EventBadges({ events, most }: EventBadgesProps) {
  const { t } = useTranslation("webhooks")
  const rest = most === undefined ? [] : events.slice(most)
  return (
    <div className={clx("flex items-center gap-1", most === undefined && "flex-wrap")}>
      {events.slice(0, most).map((event) => (
        <Badge key={event} size="2xsmall" className="block max-w-[220px] truncate" title={event}>
          {event === "*" ? t("picker.all") : event}
        </Badge>
      ))}
      {rest.length > 0 && (
        <Badge size="2xsmall" title={rest.join("\n")}>
          +{rest.length}
        </Badge>
      )}
    </div>
  )
}

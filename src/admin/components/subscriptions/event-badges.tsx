import { Badge } from "@medusajs/ui"

interface EventBadgesProps {
  events: readonly string[]
  /** The rest is counted, and told on hovering. */
  most?: number
}

export function EventBadges({ events, most = events.length }: EventBadgesProps) {
  const rest = events.slice(most)
  return (
    <div className="flex flex-wrap items-center gap-1">
      {events.slice(0, most).map((event) => (
        <Badge key={event} size="2xsmall" className="max-w-[220px] truncate" title={event}>
          {event}
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

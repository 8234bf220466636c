import { discover } from "../../../utils/discover"
import type { EventType } from "../event-type"

/** The catalogue: every event type by its public name. One file in a folder of this folder adds one. */
export const eventTypes: ReadonlyMap<string, EventType> = discover<EventType>(__dirname, (type) => type.name)

/** Event types by the Medusa events that cause them: the names that the subscriber listens to. */
export const typesByMedusaEvent: ReadonlyMap<string, readonly EventType[]> = new Map(
  [...new Set([...eventTypes.values()].flatMap(medusaEventsOf))].map((name) => [
    name,
    [...eventTypes.values()].filter((type) => medusaEventsOf(type).includes(name)),
  ])
)

function medusaEventsOf(type: EventType): readonly string[] {
  return [...(type.source?.events ?? []), ...(type.tracked?.events ?? [])]
}

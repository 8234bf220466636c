import { useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { EventType } from "../lib/types"
import { KEYS } from "./keys"

/** The catalogue. It changes only when the shop is deployed. */
export function useEventTypes() {
  return useQuery({
    queryKey: KEYS.eventTypes,
    queryFn: () => sdk.client.fetch<{ event_types: EventType[] }>("/admin/webhooks/event-types"),
    staleTime: Infinity,
  })
}

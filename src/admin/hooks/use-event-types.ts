import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { EventTypeListAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** The catalogue. It changes only when the shop is deployed. */
export function useEventTypes() {
  return useQuery({
    queryKey: KEYS.eventTypes,
    queryFn: () => call<EventTypeListAnswer>("/admin/webhooks/event-types"),
    staleTime: Infinity,
  })
}

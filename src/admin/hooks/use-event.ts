import { useQuery } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { EventAnswer } from "../lib/types"
import { KEYS } from "./keys"

/** What happened. Only retention changes it, by emptying it. */
export function useEvent(id: string) {
  return useQuery({
    queryKey: [...KEYS.events, id],
    queryFn: () => call<EventAnswer>(`/admin/webhooks/events/${id}`),
  })
}

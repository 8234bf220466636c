import { useQuery } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import { KEYS } from "./keys"

export interface WebhookEvent {
  id: string
  type: string
  subject: string | null
  account_id: string | null
  parties: string[] | null
  actor: string | null
  callback_url: string | null
  nothing_changed: boolean
  data: unknown
  previous: unknown
  payload_removed_at: string | null
  occurred_at: string
}

/** What happened. Only retention changes it, by emptying it. */
export function useEvent(id: string) {
  return useQuery({
    queryKey: [...KEYS.events, id],
    queryFn: () => sdk.client.fetch<{ event: WebhookEvent }>(`/admin/webhooks/events/${id}`),
  })
}

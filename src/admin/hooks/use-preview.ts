import { useMutation } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import { rulesOf, type Rules } from "../lib/subscription-rules"
import { useEventTypes } from "./use-event-types"

/** What became of one past event in a dry run. */
export interface Preview {
  event_id: string
  type: string
  subject: string | null
  occurred_at: string
  would_send: boolean
  explanation: string | null
  body: unknown
}

/** A dry run: nothing is written or sent. */
export function usePreview() {
  const { data } = useEventTypes()
  return useMutation({
    mutationFn: async (of: Rules) => {
      const body = rulesOf(of, data?.event_types ?? [])
      return (
        await sdk.client.fetch<{ previews: Preview[] }>("/admin/webhooks/subscriptions/preview", {
          method: "POST",
          body,
        })
      ).previews
    },
  })
}

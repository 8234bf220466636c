import { useMutation } from "@tanstack/react-query"
import { call } from "../lib/api"
import { rulesOf, type Rules } from "../lib/subscription-rules"
import type { PreviewAnswer } from "../lib/types"
import { useEventTypes } from "./use-event-types"

/** A dry run: nothing is written or sent. */
export function usePreview() {
  const { data } = useEventTypes()
  return useMutation({
    mutationFn: async (of: Rules) => {
      const body = rulesOf(of, data?.event_types ?? [])
      return (await call<PreviewAnswer>("/admin/webhooks/subscriptions/preview", { method: "POST", body })).previews
    },
  })
}

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { InboundAnswer, InboundListAnswer } from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/inbound-messages"
const REFRESH_MS = 10_000

export function useInboundMessages(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.inboundMessages, "list", query],
    queryFn: () => call<InboundListAnswer>(PATH, { query }),
    ...FRESH,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

export function useInboundMessage(id: string) {
  return useQuery({
    queryKey: [...KEYS.inboundMessages, id],
    queryFn: () => call<InboundAnswer>(`${PATH}/${id}`),
    ...FRESH,
  })
}

export function useReprocess() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      call<InboundAnswer>(`${PATH}/${id}/reprocess`, {
        method: "POST",
        body: {},
      }),
    // Settled, not only succeeded: a message that fails again has a new error to show.
    onSettled: () => client.invalidateQueries({ queryKey: KEYS.inboundMessages }),
  })
}

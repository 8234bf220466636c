import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../lib/api"
import { refreshMs } from "../lib/refresh"
import type { DeliveryAnswer, DeliveryListAnswer } from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/deliveries"

export function useDeliveries(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.deliveries, "list", query],
    queryFn: () => call<DeliveryListAnswer>(PATH, { query }),
    ...FRESH,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => refreshMs(state.data?.deliveries),
  })
}

export function useDelivery(id: string) {
  return useQuery({
    queryKey: [...KEYS.deliveries, id],
    queryFn: () => call<DeliveryAnswer>(`${PATH}/${id}`),
    ...FRESH,
    refetchInterval: ({ state }) => refreshMs(state.data && [state.data.delivery]),
  })
}

export function useActOnDelivery(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: "retry" | "cancel") => call<DeliveryAnswer>(`${PATH}/${id}/${act}`, { method: "POST", body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.deliveries }),
  })
}

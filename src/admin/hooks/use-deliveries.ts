import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { refreshMs } from "../lib/refresh"
import { sdk } from "../lib/sdk"
import type { Delivery, DeliveryDetail, Paging } from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/deliveries"

export function useDeliveries(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.deliveries, "list", query],
    queryFn: () => sdk.client.fetch<{ deliveries: Delivery[] } & Paging>(PATH, { query }),
    ...FRESH,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => refreshMs(state.data?.deliveries),
  })
}

export function useDelivery(id: string) {
  return useQuery({
    queryKey: [...KEYS.deliveries, id],
    queryFn: () => sdk.client.fetch<{ delivery: DeliveryDetail }>(`${PATH}/${id}`),
    ...FRESH,
    refetchInterval: ({ state }) => refreshMs(state.data && [state.data.delivery]),
  })
}

export function useActOnDelivery(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: "retry" | "cancel") =>
      sdk.client.fetch<{ delivery: DeliveryDetail }>(`${PATH}/${id}/${act}`, { method: "POST", body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.deliveries }),
  })
}

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { sdk } from "../lib/sdk"
import type { bodyOf } from "../lib/subscription-draft"
import type { DeliveryDetail, Paging, Subscription } from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/subscriptions"
/** A subscription is switched off by itself when its receiver is gone: the page must tell without a reload. */
const REFRESH_MS = 15_000

interface SubscriptionAnswer {
  subscription: Subscription
}
export type SubscriptionBody = ReturnType<typeof bodyOf>

export function useSubscriptions(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.subscriptions, "list", query],
    queryFn: () => sdk.client.fetch<{ subscriptions: Subscription[] } & Paging>(PATH, { query }),
    ...FRESH,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

export function useSubscription(id: string) {
  return useQuery({
    queryKey: [...KEYS.subscriptions, id],
    queryFn: () => sdk.client.fetch<SubscriptionAnswer>(`${PATH}/${id}`),
    ...FRESH,
    refetchInterval: REFRESH_MS,
  })
}

/** Mutations of subscriptions; what they change is asked for again. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.subscriptions }),
  })
}

export function useCreateSubscription() {
  return useChange((body: SubscriptionBody) =>
    sdk.client.fetch<SubscriptionAnswer & { secret: string }>(PATH, { method: "POST", body })
  )
}

export function useUpdateSubscription(id: string) {
  return useChange((body: SubscriptionBody | { active: boolean }) =>
    sdk.client.fetch<SubscriptionAnswer>(`${PATH}/${id}`, { method: "POST", body })
  )
}

export function useDeleteSubscription(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => sdk.client.fetch<{ id: string; deleted: true }>(`${PATH}/${id}`, { method: "DELETE" }),
    // Not the subscription itself: its page is still open and would ask for what is gone.
    onSuccess: () => client.invalidateQueries({ queryKey: [...KEYS.subscriptions, "list"] }),
  })
}

export function useRotateSubscriptionSecret(id: string) {
  return useChange((gracePeriodSeconds: number) =>
    sdk.client.fetch<SubscriptionAnswer & { secret: string }>(`${PATH}/${id}/rotate-secret`, {
      method: "POST",
      body: { grace_period_seconds: gracePeriodSeconds },
    })
  )
}

export function useTestSubscription(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (eventType: string) =>
      sdk.client.fetch<{ delivery: DeliveryDetail }>(`${PATH}/${id}/test`, {
        method: "POST",
        body: { event_type: eventType },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.deliveries }),
  })
}

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { call } from "../lib/api"
import type { SubscriptionBody } from "../lib/subscription-draft"
import type {
  Deleted,
  DeliveryAnswer,
  RotateSecretBody,
  SubscriptionAnswer,
  SubscriptionListAnswer,
  SubscriptionSecretAnswer,
  TestSubscriptionBody,
} from "../lib/types"
import { FRESH, KEYS } from "./keys"

const PATH = "/admin/webhooks/subscriptions"
/** A subscription is switched off by itself when its receiver is gone: the page must tell without a reload. */
const REFRESH_MS = 15_000

export function useSubscriptions(query: Record<string, unknown>) {
  return useQuery({
    queryKey: [...KEYS.subscriptions, "list", query],
    queryFn: () => call<SubscriptionListAnswer>(PATH, { query }),
    ...FRESH,
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  })
}

export function useSubscription(id: string) {
  return useQuery({
    queryKey: [...KEYS.subscriptions, id],
    queryFn: () => call<SubscriptionAnswer>(`${PATH}/${id}`),
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
  return useChange((body: SubscriptionBody) => call<SubscriptionSecretAnswer>(PATH, { method: "POST", body }))
}

export function useUpdateSubscription(id: string) {
  return useChange((body: Partial<SubscriptionBody>) =>
    call<SubscriptionAnswer>(`${PATH}/${id}`, { method: "POST", body })
  )
}

export function useDeleteSubscription(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call<Deleted<"webhook_subscription">>(`${PATH}/${id}`, { method: "DELETE" }),
    // Not the subscription itself: its page is still open and would ask for what is gone.
    onSuccess: () => client.invalidateQueries({ queryKey: [...KEYS.subscriptions, "list"] }),
  })
}

export function useRotateSubscriptionSecret(id: string) {
  return useChange((body: RotateSecretBody) =>
    call<SubscriptionSecretAnswer>(`${PATH}/${id}/rotate-secret`, { method: "POST", body })
  )
}

export function useTestSubscription(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: TestSubscriptionBody) => call<DeliveryAnswer>(`${PATH}/${id}/test`, { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEYS.deliveries }),
  })
}

import { useCallback } from "react"
import { useSubscriptions } from "./use-subscriptions"

/** The API's own maximum. Beyond it a subscription shows by its id. */
const MOST_NAMED = 200

/** Deliveries carry only the id of their subscription; this finds the name. */
export function useSubscriptionNames() {
  const { data } = useSubscriptions({ limit: MOST_NAMED, fields: "id,name" })
  const subscriptions = data?.subscriptions
  const nameOf = useCallback(
    (id: string) => subscriptions?.find((subscription) => subscription.id === id)?.name ?? id,
    [subscriptions]
  )
  return { subscriptions: subscriptions ?? [], nameOf }
}

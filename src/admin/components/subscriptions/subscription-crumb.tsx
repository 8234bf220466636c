import { useSubscription } from "../../hooks/use-subscriptions"

/** Nothing until the name is known: an id that turns into a name would jump. */
export function SubscriptionCrumb({ id }: { id: string }) {
  const { data } = useSubscription(id)
  return data ? <span className="block max-w-[320px] truncate">{data.subscription.name}</span> : null
}

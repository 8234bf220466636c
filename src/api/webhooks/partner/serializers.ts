import type { DeliveryDetailView, DeliveryView } from "../../admin/webhooks/deliveries/serializers"

/** What a partner reads instead of an address inside our network; staff read the address. */
const REFUSED = "refused"

/** A delivery as its partner may see it. */
export function partnerDeliveryView<View extends DeliveryView>(view: View): View {
  return { ...view, failure_reason: reasonFor(view.outcome, view.failure_reason) }
}

/** A delivery with its attempts, as its partner may see it. */
export function partnerDeliveryDetailView(view: DeliveryDetailView): DeliveryDetailView {
  const attempts = view.attempts_log.map((attempt) => ({
    ...attempt,
    reason: reasonFor(attempt.outcome, attempt.reason),
  }))
  return { ...partnerDeliveryView(view), attempts_log: attempts }
}

function reasonFor(outcome: string | null, reason: string | null): string | null {
  return outcome === "blocked_target" ? REFUSED : reason
}

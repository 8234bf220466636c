import type { Subscription } from "./types"

export type SubscriptionState = "active" | "off" | "gone" | "failing"

/** What the badge says: `gone` and `failing` mean that we switched it off. */
export function stateOf({
  active,
  disabled_reason,
}: Pick<Subscription, "active" | "disabled_reason">): SubscriptionState {
  if (active) return "active"
  return disabled_reason ?? "off"
}

export const STATE_COLORS = { active: "green", off: "grey", gone: "red", failing: "red" } as const

/**
 * The life of a delivery. `docs/delivery-lifecycle.md` draws this table; a test holds the two together.
 *
 * - `pending`: no attempt has been settled yet
 * - `retrying`: at least one attempt failed, or somebody asked for another
 * - `delivered`, `failed` (the dead letters), `cancelled`: no attempt is due; only an operator's retry leads out
 */
export const DELIVERY_STATUSES = ["pending", "retrying", "delivered", "failed", "cancelled"] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** Everything that can change a delivery's status. */
export type DeliveryChange = "succeed" | "fail_for_now" | "give_up" | "cancel" | "retry_by_hand"

/** The changes that a settled attempt can cause. */
export type AttemptChange = Extract<DeliveryChange, "succeed" | "fail_for_now" | "give_up">

const AFTER_ATTEMPT = {
  succeed: "delivered",
  fail_for_now: "retrying",
  give_up: "failed",
} as const satisfies Record<AttemptChange, DeliveryStatus>

const WHILE_OPEN = { ...AFTER_ATTEMPT, cancel: "cancelled", retry_by_hand: "retrying" } as const

const TRANSITIONS: Record<DeliveryStatus, Partial<Record<DeliveryChange, DeliveryStatus>>> = {
  pending: WHILE_OPEN,
  retrying: WHILE_OPEN,
  delivered: { retry_by_hand: "retrying" },
  failed: { retry_by_hand: "retrying" },
  cancelled: { retry_by_hand: "retrying" },
}

/** @returns the status after a settled attempt. Only open deliveries are attempted, and all open statuses lead to the same ones. */
export function statusAfterAttempt(change: AttemptChange): DeliveryStatus {
  return AFTER_ATTEMPT[change]
}

/** Statuses in which another attempt is due, now or later. */
export const OPEN_STATUSES = ["pending", "retrying"] as const satisfies readonly DeliveryStatus[]

/** @returns the status after `change`, or `null` when the change is not allowed from `status`. */
export function transition(status: DeliveryStatus, change: DeliveryChange): DeliveryStatus | null {
  return TRANSITIONS[status][change] ?? null
}

/** Statuses from which `change` is allowed: what a set-based UPDATE puts in its WHERE. */
export function statusesAllowing(change: DeliveryChange): DeliveryStatus[] {
  return DELIVERY_STATUSES.filter((status) => TRANSITIONS[status][change] !== undefined)
}

/** Every arrow of the chart, as `[from, change, to]`. */
export function transitions(): [DeliveryStatus, DeliveryChange, DeliveryStatus][] {
  return DELIVERY_STATUSES.flatMap((from) =>
    (Object.entries(TRANSITIONS[from]) as [DeliveryChange, DeliveryStatus][]).map(
      ([change, to]): [DeliveryStatus, DeliveryChange, DeliveryStatus] => [from, change, to]
    )
  )
}

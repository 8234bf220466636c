import { isEstablished, statusAt, type Establishment, type EstablishmentStatus } from "./establishment"
import { concerns, type RegionRequirement } from "./requirement"

/** What a shop does with a cart whose customer is not verified. */
export const CHECKOUT_MODES = ["off", "warn", "block"] as const
export type CheckoutMode = (typeof CHECKOUT_MODES)[number]

/** Whether a cart may become an order. */
export interface CartCompliance {
  mode: CheckoutMode
  /** `false` only in mode `block`. */
  allowed: boolean
  /** Whether a rule asks for a verification that is not there. */
  verification_needed: boolean
  /** `null` where the address does not say. */
  region_code: string | null
  status: EstablishmentStatus | null
  /** For the customer; `null` when there is nothing to do. */
  message: string | null
}

/** What is known about a cart. */
export interface CartFacts {
  customer_id: string | null
  region: { ok: true; region_code: string } | { ok: false; reason: string }
  /** The rule for the region; where the region is not known, any rule of the shop. */
  rule: Pick<RegionRequirement, "product_tags"> | null
  /** Tags of the cart's products. */
  tags: readonly string[]
  establishment: Pick<Establishment, "status" | "expires_at"> | null
}

const NEXT_STEP: Record<EstablishmentStatus | "none", string> = {
  none: "Please book a video consultation first.",
  required: "Please book a video consultation first.",
  scheduled: "Your consultation is booked: please come back when it is over.",
  established: "",
  expired: "Your verification has expired: please book a new video consultation.",
  revoked: "Your verification was revoked: please contact the shop.",
}

/** Decides about a cart. What can't be decided needs a verification: it never fails open. */
export function cartCompliance(mode: CheckoutMode, facts: CartFacts, now: Date): CartCompliance {
  const { region, rule, establishment, customer_id } = facts
  const regionCode = region.ok ? region.region_code : null
  const status = establishment ? statusAt(establishment, now) : null
  const needed = rule !== null && concerns(rule, facts.tags) && !(establishment && isEstablished(establishment, now))
  const base = {
    mode,
    region_code: regionCode,
    status,
    verification_needed: needed,
    allowed: !needed || mode !== "block",
  }
  if (!needed) return { ...base, message: null }
  if (!region.ok) {
    const message = "The shop has to know your region before you can order: please complete the address."
    return { ...base, message }
  }
  const next = customer_id === null ? "Please log in or give your e-mail address." : NEXT_STEP[status ?? "none"]
  return { ...base, message: `Ordering in ${region.region_code} needs a verification. ${next}` }
}

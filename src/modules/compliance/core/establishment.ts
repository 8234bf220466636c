/** Every status an establishment can have, in the order in which it usually passes through them. */
export const ESTABLISHMENT_STATUSES = ["required", "scheduled", "established", "expired", "revoked"] as const

export type EstablishmentStatus = (typeof ESTABLISHMENT_STATUSES)[number]

/**
 * What is known about a customer in a region. The status follows from it and from nothing else, and no fact takes another's
 * place: so messages that arrive in another order end in the same status. All instants are UTC.
 */
export interface EstablishmentFacts {
  /** When a region check last found that the customer has to be verified; null: no check did. */
  required_at: Date | null
  /** The appointment that is still to come, by the EMR's id. */
  open_appointment_id: string | null
  /** When the latest call that counts was completed, or the instant that staff set. */
  established_at: Date | null
  /** From this instant on the customer no longer counts as established. Null: no end. */
  expires_at: Date | null
  /** When the end has to be announced; null: it was, or there is no end. */
  notice_at: Date | null
  /** Of the latest call that counts; the EMR's ids, as it sent them. */
  provider_id: string | null
  appointment_id: string | null
  /** The latest revocation, and the latest lifting of one. */
  revoked_at: Date | null
  revoked_reason: string | null
  lifted_at: Date | null
}

/** One row of `customer_region_establishment`. `status` is what the facts said when the row was last written. */
export interface Establishment extends EstablishmentFacts {
  id: string
  customer_id: string
  region_code: string
  status: EstablishmentStatus
  created_at: Date
  updated_at: Date
}

/** `later-call`: a call after the revocation ends it. `staff`: only staff do. */
export const REVOCATION_ENDS = ["staff", "later-call"] as const
export type RevocationEnd = (typeof REVOCATION_ENDS)[number]

export const NO_FACTS: EstablishmentFacts = {
  required_at: null,
  open_appointment_id: null,
  established_at: null,
  expires_at: null,
  notice_at: null,
  provider_id: null,
  appointment_id: null,
  revoked_at: null,
  revoked_reason: null,
  lifted_at: null,
}

/** The status that follows from the facts at `now`; the chart in docs/compliance.md is made of it. */
export function statusOf(facts: EstablishmentFacts, now: Date, revocationEnd: RevocationEnd): EstablishmentStatus {
  const { established_at, expires_at, required_at } = facts
  if (isRevoked(facts, revocationEnd)) return "revoked"
  if (established_at) {
    if (!expires_at || expires_at > now) return "established"
    // A check after the end asks for a new verification; until one does, the former one is merely over.
    if (!required_at || required_at < expires_at) return "expired"
  }
  return facts.open_appointment_id === null ? "required" : "scheduled"
}

/** Whether a revocation is in force. */
export function isRevoked({ revoked_at, lifted_at, established_at }: EstablishmentFacts, end: RevocationEnd): boolean {
  if (!revoked_at || (lifted_at && lifted_at >= revoked_at)) return false
  return end === "staff" || !established_at || established_at <= revoked_at
}

/** Whether anything is known at all: a row without facts is withdrawn. */
export function isHeld({ required_at, open_appointment_id, established_at, revoked_at }: EstablishmentFacts): boolean {
  return Boolean(required_at ?? open_appointment_id ?? established_at ?? revoked_at)
}

/**
 * Whether the customer counts as established at `now`. The stored status alone is not enough: a row may be past its end
 * before the expiry job has come to it.
 */
export function isEstablished(row: Pick<Establishment, "status" | "expires_at">, now: Date): boolean {
  return row.status === "established" && (row.expires_at === null || row.expires_at > now)
}

/** Whether the latest verification answers what was written at an instant that has passed: it was valid then, or came after. */
export function isAnswered({ established_at, expires_at }: EstablishmentFacts, at: Date): boolean {
  return established_at !== null && (expires_at === null || at < expires_at)
}

/** The status as it is at `now`, of a row whose end may have passed since it was written. */
export function statusAt(row: Pick<Establishment, "status" | "expires_at">, now: Date): EstablishmentStatus {
  return row.status === "established" && !isEstablished(row, now) ? "expired" : row.status
}

import type { EstablishmentFacts } from "./establishment"

const DAY_MS = 24 * 60 * 60 * 1_000

/** A call that counts. `completed_at` is the partner's clock, not ours. */
export interface CountedCall {
  provider_id: string | null
  appointment_id: string
  completed_at: Date
}

/** How long a verification lasts in a region; `null`: for ever. */
export interface Validity {
  validity_days: number | null
  renewal_notice_days: number
}

const FOR_EVER: Validity = { validity_days: null, renewal_notice_days: 0 }

/**
 * A completed call establishes, or renews, when it was over after the one that is recorded: partners repeat calls and send
 * them out of order, and neither may reset a newer verification. Of two that were over at the same instant, the id decides:
 * whichever comes first, both orders end in the same facts.
 *
 * @param rule the region's, at this time: a rule that is changed later does not move an end that was given.
 * @returns `facts` itself when the call adds nothing.
 */
export function withCall(facts: EstablishmentFacts, call: CountedCall, rule: Validity | null): EstablishmentFacts {
  const laterByMs = call.completed_at.getTime() - (facts.established_at?.getTime() ?? -Infinity)
  if (laterByMs < 0 || (laterByMs === 0 && call.appointment_id <= (facts.appointment_id ?? ""))) return facts
  return {
    ...facts,
    established_at: call.completed_at,
    provider_id: call.provider_id,
    appointment_id: call.appointment_id,
    ...endOf(call.completed_at, rule ?? FOR_EVER),
  }
}

/** The end of a verification that began at an instant, and when to announce it. */
export function endOf(from: Date, { validity_days, renewal_notice_days }: Validity) {
  if (validity_days === null) return { expires_at: null, notice_at: null }
  const end = new Date(from.getTime() + validity_days * DAY_MS)
  return { expires_at: end, notice_at: noticeOf(end, renewal_notice_days) }
}

/** When to announce an end. */
export function noticeOf(expiresAt: Date, renewalNoticeDays: number): Date {
  return new Date(expiresAt.getTime() - renewalNoticeDays * DAY_MS)
}

/** A region check found a rule, and no valid verification. @returns `facts` itself when that is known already. */
export function withRequirement(facts: EstablishmentFacts, now: Date): EstablishmentFacts {
  const { required_at, established_at, expires_at } = facts
  const isAsked =
    required_at !== null && (established_at === null || (expires_at !== null && required_at >= expires_at))
  return isAsked ? facts : { ...facts, required_at: now }
}

/** No rule asks for the verification any more. */
export function withoutRequirement(facts: EstablishmentFacts): EstablishmentFacts {
  return facts.required_at === null ? facts : { ...facts, required_at: null }
}

/** The latest revocation counts: an earlier one that arrives later adds nothing. */
export function withRevocation(facts: EstablishmentFacts, at: Date, reason: string | null): EstablishmentFacts {
  if (facts.revoked_at && at <= facts.revoked_at) return facts
  return { ...facts, revoked_at: at, revoked_reason: reason }
}

/** Staff end a revocation. What was established before counts again, as long as it lasts. */
export function withLifting(facts: EstablishmentFacts, now: Date): EstablishmentFacts {
  return { ...facts, lifted_at: now }
}

/** The appointment that is still to come, or none. */
export function withOpenAppointment(facts: EstablishmentFacts, appointmentId: string | null): EstablishmentFacts {
  return facts.open_appointment_id === appointmentId ? facts : { ...facts, open_appointment_id: appointmentId }
}

/** What staff may set by hand. */
export interface Correction {
  established_at?: Date | undefined
  expires_at?: Date | null | undefined
  provider_id?: string | null | undefined
}

/** Staff establish a customer, or correct what is recorded. What they leave out stays, or follows from the rule. */
export function withCorrection(
  facts: EstablishmentFacts,
  correction: Correction,
  rule: Validity | null,
  now: Date
): EstablishmentFacts {
  const { established_at = facts.established_at ?? now, provider_id = facts.provider_id } = correction
  const isNewBeginning = established_at.getTime() !== facts.established_at?.getTime()
  const end =
    correction.expires_at !== undefined
      ? {
          expires_at: correction.expires_at,
          notice_at: correction.expires_at && noticeOf(correction.expires_at, rule?.renewal_notice_days ?? 0),
        }
      : isNewBeginning
        ? endOf(established_at, rule ?? FOR_EVER)
        : {}
  return {
    ...facts,
    established_at,
    provider_id,
    // A beginning that staff set is no longer the call's.
    appointment_id: isNewBeginning ? null : facts.appointment_id,
    ...end,
  }
}

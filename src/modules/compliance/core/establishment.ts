/** Every status an establishment can have, in the order in which it usually passes through them. */
export const ESTABLISHMENT_STATUSES = ["required", "scheduled", "established", "expired", "revoked"] as const

export type EstablishmentStatus = (typeof ESTABLISHMENT_STATUSES)[number]

/** The part of an establishment that a completed call decides. All instants are UTC. */
export interface EstablishmentState {
  status: EstablishmentStatus
  established_at: Date | null
  expires_at: Date | null
  provider_id: string | null
  appointment_id: string | null
  updated_at: Date
}

/** One row of `customer_region_establishment`. */
export interface Establishment extends EstablishmentState {
  id: string
  customer_id: string
  region_code: string
  created_at: Date
}

/** A video call that took place. `completed_at` is the partner's clock, not ours. */
export interface CompletedCall {
  provider_id: string
  appointment_id: string
  completed_at: Date
}

/** An establishment as the API and the events show it; instants are ISO 8601 strings in UTC. */
export interface EstablishmentView {
  id: string
  customer_id: string
  region_code: string
  status: EstablishmentStatus
  established: boolean
  established_at: string | null
  expires_at: string | null
  provider_id: string | null
  appointment_id: string | null
  created_at: string
  updated_at: string
}

/**
 * Applies a completed call to an establishment (`null`: there is none yet).
 *
 * Nothing changes when the appointment is the one already recorded, or when the
 * call was over before the recorded one was: partners repeat calls and send them
 * out of order, and neither may reset a newer establishment. That holds for an
 * establishment that has ended, too: a call older than the recorded one proves nothing new.
 *
 * A renewal drops `expires_at`: it was counted from the former call, and keeping
 * it would leave an expired establishment expired.
 *
 * @param now becomes `updated_at` of an establishment that changed
 * @returns `next` is `current` itself when nothing changed
 */
export function fulfil(
  current: EstablishmentState | null,
  call: CompletedCall,
  now: Date
): { changed: boolean; next: EstablishmentState } {
  if (current && !adds(call, current)) {
    return { changed: false, next: current }
  }
  return {
    changed: true,
    next: {
      status: "established",
      established_at: call.completed_at,
      expires_at: null,
      provider_id: call.provider_id,
      appointment_id: call.appointment_id,
      updated_at: now,
    },
  }
}

/**
 * Whether the call changes the establishment. While the status is required or scheduled,
 * `appointment_id` names an appointment that is still to come, and its call is the
 * expected one; so a repeat of the former call is recognised by its time alone.
 */
function adds(call: CompletedCall, current: EstablishmentState): boolean {
  if (!current.established_at) {
    return true
  }
  const laterByMs = call.completed_at.getTime() - current.established_at.getTime()
  if (current.status === "required" || current.status === "scheduled") {
    return laterByMs > 0
  }
  return laterByMs >= 0 && call.appointment_id !== current.appointment_id
}

/**
 * Whether the customer counts as established at `now`. The status alone is not enough:
 * no job marks expired rows in this version, so a row may be past its end and still say
 * `established`.
 */
export function isEstablished(state: Pick<EstablishmentState, "status" | "expires_at">, now: Date): boolean {
  if (state.status !== "established") {
    return false
  }
  return state.expires_at === null || state.expires_at.getTime() > now.getTime()
}

/** A row as the API answers it and events carry it; `established` is computed for `now`. */
export function establishmentView(row: Establishment, now: Date): EstablishmentView {
  return {
    id: row.id,
    customer_id: row.customer_id,
    region_code: row.region_code,
    status: row.status,
    established: isEstablished(row, now),
    established_at: row.established_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    provider_id: row.provider_id,
    appointment_id: row.appointment_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

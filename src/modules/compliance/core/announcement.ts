import { isHeld, statusOf, type Establishment, type RevocationEnd } from "./establishment"

/** What the rest of the world learns of a change; each becomes an event `compliance.<kind>`. */
export const ANNOUNCEMENT_KINDS = [
  "requirement_created",
  "establishment_fulfilled",
  "establishment_expiring",
  "establishment_expired",
  "establishment_revoked",
] as const
export type AnnouncementKind = (typeof ANNOUNCEMENT_KINDS)[number]

export interface Announcement {
  kind: AnnouncementKind
  /** As it was when the announced thing happened. */
  establishment: Establishment
  /** Of the event: the same thing is announced once, however often it is found. */
  idempotency_key: string
}

/** What a change of a row is in the history: the statuses before and after, `null` where there was or is none. */
export type Change = { from: Establishment["status"] | null; to: Establishment["status"] | null }

/**
 * Compares a row before and after a change.
 * @param before `null` for a new row.
 */
export function announcementsOf(before: Establishment | null, after: Establishment): Announcement[] {
  const instant = (at: Date | null) => at?.toISOString() ?? ""
  const announced = (kind: AnnouncementKind, key: string) => [{ kind, establishment: after, idempotency_key: key }]
  const entered = before?.status !== after.status

  if (after.status === "established") {
    const isNewCall = instant(before?.established_at ?? null) !== instant(after.established_at)
    if (isNewCall) {
      const by = after.appointment_id ?? instant(after.established_at)
      return announced("establishment_fulfilled", `${after.id}:${by}`)
    }
    // The same call counts again: a revocation was lifted, or staff moved the end.
    return entered ? announced("establishment_fulfilled", `${after.id}:again:${instant(after.updated_at)}`) : []
  }
  if (after.status === "expired") {
    return entered ? announced("establishment_expired", `${after.id}:${instant(after.expires_at)}`) : []
  }
  if (after.status === "revoked") {
    return entered ? announced("establishment_revoked", `${after.id}:${instant(after.revoked_at)}`) : []
  }
  const isAsked = after.required_at !== null && instant(before?.required_at ?? null) !== instant(after.required_at)
  if (!isAsked) return []
  const isFirst = after.established_at === null && after.revoked_at === null && !before?.required_at
  return announced("requirement_created", isFirst ? after.id : `${after.id}:${instant(after.required_at)}`)
}

/** Writes the status that follows from a row's facts, and when. */
export function settled(row: Establishment, now: Date, revocationEnd: RevocationEnd): Establishment {
  return { ...row, status: statusOf(row, now, revocationEnd), updated_at: now }
}

/** How the history names a change; `null` where nothing changed that anybody has to know. */
export function changeOf(before: Establishment | null, after: Establishment): Change | null {
  const to = isHeld(after) ? after.status : null
  const from = before?.status ?? null
  const isSame = from === to && before !== null && KEPT.every((fact) => String(before[fact]) === String(after[fact]))
  return isSame ? null : { from, to }
}

/** A change of one of these is in the history, also where the status stays the same: a renewal, a correction. */
const KEPT = [
  ...(["required_at", "open_appointment_id", "established_at", "expires_at", "provider_id"] as const),
  ...(["revoked_at", "lifted_at"] as const),
]

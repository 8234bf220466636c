import { generateEntityId } from "@medusajs/framework/utils"
import { withReport, type Consultation, type Report } from "../core/consultation"
import type { Establishment, RevocationEnd } from "../core/establishment"
import { withCall, withOpenAppointment, type Validity } from "../core/establishment-change"
import { insertOrLockConsultation, openAppointmentOf, saveConsultation } from "../store/consultations"
import { changeEstablishment } from "./change-establishment"
import type { Outcome, Within } from "./within"

/** What a message says about which appointment. */
export interface ConsultationReport {
  /** Slug of the source. */
  source: string
  appointment_id: string
  report: Report
}

/** What became of it. */
export type ConsultationOutcome =
  | ({
      ok: true
      consultation: Consultation
      /** The appointment was booked, or moved: worth an event. */
      scheduled: boolean
    } & Outcome)
  /** The message contradicts what is known. Roll the transaction back. */
  | { ok: false; cause: "conflict" | "no_region"; reason: string; answer: string }

/**
 * Takes a message about an appointment: writes the consultation, and what follows for the customer's establishment in its
 * region, and in the region that it was thought to be in before.
 *
 * @param ruleOf the rule of a region, for how long a verification lasts.
 */
export async function reportConsultation(
  { source, appointment_id, report }: ConsultationReport,
  within: Within,
  revocationEnd: RevocationEnd,
  ruleOf: (regionCode: string) => Validity | null
): Promise<ConsultationOutcome> {
  const { transaction, now } = within
  const current = await insertOrLockConsultation(transaction, freshConsultation(source, appointment_id, now))
  const reported = withReport(current, report)
  if (!reported.ok) return { ...reported, cause: "conflict" }
  const next: Consultation = { ...reported.next, updated_at: now }
  if (next.completed_at && !next.region_code) return noRegion(next)
  await saveConsultation(transaction, next)

  const outcome: Outcome = { establishment: null, announcements: [] }
  for (const regionCode of regionsOf(current, next)) {
    const { establishment, announcements } = await follow(regionCode)
    outcome.announcements.push(...announcements)
    if (regionCode === next.region_code) outcome.establishment = establishment
  }
  const scheduled = next.scheduled_for !== null && next.scheduled_for.getTime() !== current.scheduled_for?.getTime()
  return { ok: true, consultation: next, scheduled, ...outcome }

  async function follow(regionCode: string): Promise<Outcome> {
    if (next.customer_id === null) return { establishment: null, announcements: [] }
    const where = { customer_id: next.customer_id, region_code: regionCode }
    const open = await openAppointmentOf(transaction, next.customer_id, regionCode)
    const call = regionCode === next.region_code ? callOf(next) : null
    const change = (row: Establishment) => {
      const facts = withOpenAppointment(row, open)
      return call ? withCall(facts, call, ruleOf(regionCode)) : facts
    }
    const input = { where, change, create: open !== null || call !== null, consultation_id: next.id }
    return changeEstablishment(input, within, revocationEnd)
  }
}

function callOf({ completed_at, appointment_id, provider_id }: Consultation) {
  return completed_at && { completed_at, appointment_id, provider_id }
}

/** In one order for everybody: two messages that lock the same two regions must not wait for each other. */
function regionsOf(...consultations: Consultation[]): string[] {
  return [...new Set(consultations.flatMap(({ region_code }) => region_code ?? []))].sort()
}

function noRegion({ source, appointment_id }: Consultation): ConsultationOutcome {
  const answer = "the patient has no address with a region, and the call names none"
  return { ok: false, cause: "no_region", reason: `appointment "${appointment_id}" of "${source}": ${answer}`, answer }
}

function freshConsultation(source: string, appointmentId: string, now: Date): Consultation {
  return {
    id: generateEntityId(undefined, "con"),
    source,
    appointment_id: appointmentId,
    ...{ customer_id: null, region_code: null, region_origin: null, provider_id: null },
    ...{ scheduled_for: null, booked_at: null, cancelled_at: null, completed_at: null },
    ...{ duration_minutes: null, first_message_id: null, completed_message_id: null },
    created_at: now,
    updated_at: now,
  }
}

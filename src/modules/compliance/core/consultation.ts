/** Where the region of a consultation comes from, the strongest first. */
export const REGION_ORIGINS = ["call", "scheduling", "address"] as const
export type RegionOrigin = (typeof REGION_ORIGINS)[number]

/** One appointment of one source: for one customer, in one region. Instants are UTC. */
export interface Consultation {
  id: string
  /** Slug of the source, and the appointment's id there: unique together. */
  source: string
  appointment_id: string
  /** Null while only a cancellation is known. */
  customer_id: string | null
  region_code: string | null
  region_origin: RegionOrigin | null
  provider_id: string | null
  scheduled_for: Date | null
  /** When it was booked, or changed last, by the EMR's clock; null where it does not say. */
  booked_at: Date | null
  cancelled_at: Date | null
  completed_at: Date | null
  duration_minutes: number | null
  /** The inbound message that reported the appointment first, and the one that reported its end. */
  first_message_id: string | null
  completed_message_id: string | null
  created_at: Date
  updated_at: Date
}

/** What a message says about an appointment. */
export type Report = {
  customer_id: string | null
  /** The region that the message itself names. */
  region_code: string | null
  /** The region of the customer's address when the first message about the appointment arrived. */
  address_region: string | null
  provider_id: string | null
  message_id: string
} & (
  | { kind: "scheduled"; scheduled_for: Date; booked_at: Date | null }
  | { kind: "completed"; completed_at: Date; duration_minutes: number }
  | { kind: "cancelled"; cancelled_at: Date }
)

export type ReportResult = { ok: true; next: Consultation } | { ok: false; reason: string; answer: string }

/**
 * What is known of a consultation after one more message. Messages may come in any order and any number of times; they end
 * in the same consultation. The customer is fixed by the first message that names one, the region by the first that has
 * one; until the call is over, a region that a message names replaces one that was taken from an address.
 *
 * @param current a fresh row for the first message.
 * @returns `next` is `current` itself when nothing changed; a contradiction is not ok, and changes nothing.
 */
export function withReport(current: Consultation, report: Report): ReportResult {
  const conflict = conflictIn(current, report)
  if (conflict) return conflict
  const known: Consultation = {
    ...current,
    customer_id: current.customer_id ?? report.customer_id,
    ...regionAfter(current, report),
    first_message_id: current.first_message_id ?? report.message_id,
  }
  return { ok: true, next: { ...known, ...statementOf(known, report) } }
}

/** Whether the appointment is still to come: booked, and neither over nor cancelled since. */
export function isOpen({ scheduled_for, booked_at, cancelled_at, completed_at }: Consultation): boolean {
  if (!scheduled_for || completed_at) return false
  return !cancelled_at || (booked_at !== null && booked_at > cancelled_at)
}

function statementOf(current: Consultation, report: Report): Partial<Consultation> {
  const providerId = report.provider_id ?? current.provider_id
  switch (report.kind) {
    case "completed":
      // The same call again, perhaps with other details: the first report counts.
      if (current.completed_at) return {}
      return {
        provider_id: providerId,
        completed_at: report.completed_at,
        duration_minutes: report.duration_minutes,
        completed_message_id: report.message_id,
      }
    case "scheduled":
      if (isOlder(report.booked_at, current)) return {}
      return {
        // Who took the call is known better by the call.
        provider_id: current.completed_at ? current.provider_id : providerId,
        scheduled_for: report.scheduled_for,
        booked_at: report.booked_at,
      }
    case "cancelled":
      if (current.cancelled_at && current.cancelled_at >= report.cancelled_at) return {}
      return { cancelled_at: report.cancelled_at }
  }
}

/** A booking that is known to be older than the recorded one adds nothing. */
function isOlder(bookedAt: Date | null, { scheduled_for, booked_at }: Consultation): boolean {
  return scheduled_for !== null && booked_at !== null && (bookedAt === null || bookedAt < booked_at)
}

function regionAfter(
  { region_code, region_origin, completed_at }: Consultation,
  { kind, region_code: named, address_region }: Report
): Pick<Consultation, "region_code" | "region_origin"> {
  const origin = kind === "completed" ? "call" : "scheduling"
  const mayBeNamed = region_code === null || (region_origin === "address" && !completed_at)
  if (named && mayBeNamed) return { region_code: named, region_origin: origin }
  if (region_code !== null || address_region === null) return { region_code, region_origin }
  return { region_code: address_region, region_origin: "address" }
}

function conflictIn(current: Consultation, report: Report): ReportResult | null {
  const { customer_id, region_code, region_origin, completed_at } = current
  const of = `appointment "${current.appointment_id}" of "${current.source}"`
  if (customer_id !== null && report.customer_id !== null && customer_id !== report.customer_id) {
    return {
      ok: false,
      reason: `${of} is customer ${customer_id}'s, and this message is about customer ${report.customer_id}`,
      answer: "the appointment is another patient's",
    }
  }
  const isFixed = region_code !== null && (region_origin !== "address" || completed_at !== null)
  if (isFixed && report.region_code !== null && report.region_code !== region_code) {
    return {
      ok: false,
      reason: `${of} is in ${region_code}, and this message says ${report.region_code}`,
      answer: `the appointment is in another region than ${report.region_code}`,
    }
  }
  return null
}

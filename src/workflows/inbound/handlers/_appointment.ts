import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import type { Report } from "../../../modules/compliance/core/consultation"
import { establishmentView } from "../../../modules/compliance/core/establishment-view"
import { isPlace, isRegionCode, regionOfPlace } from "../../../modules/compliance/core/region-code"
import type { Establishment } from "../../../modules/compliance/core/establishment"
import { externalId } from "../../../modules/webhooks/core/fields"
import { complianceOf } from "../../compliance/compliance-of"
import { publishAnnouncements, publishScheduling } from "../../compliance/publish-announcements"
import { customerKey } from "../find-patient"
import { RefusedMessage, type MessageContext } from "../message-handler"

/** Milliseconds that a partner's clock may be ahead. A call dated next year would make every later call count as an old one. */
const CLOCK_SKEW_MS = 300_000

/** An instant that has passed, by the partner's clock. */
export const pastInstant = (now: Date) =>
  z.iso
    .datetime({ offset: true })
    .refine((text) => Date.parse(text) <= now.getTime() + CLOCK_SKEW_MS, "lies in the future")
    .refine((text) => Date.parse(text) >= 0, "lies before 1970")

export const regionCode = z.string().refine(isPlace, "is not an ISO 3166-2 code such as US-TX")

/** What every message about an appointment may say. */
export const appointmentFields = {
  patient_external_id: externalId,
  appointment_id: externalId,
  /** Where the patient was, or will be: a code, or an address's country and province. */
  region_code: regionCode.nullish(),
  patient_location: z
    .looseObject({ country_code: z.string().max(3).nullish(), province: z.string().max(200).nullish() })
    .nullish(),
}

export interface NamedPlace {
  region_code?: string | null | undefined
  patient_location?:
    { country_code?: string | null | undefined; province?: string | null | undefined } | null | undefined
}

/** The region that a message names itself; `null` when it names none. @throws RefusedMessage when it names none that exists. */
export async function namedRegion(body: NamedPlace, container: MedusaContainer): Promise<string | null> {
  if (body.region_code) {
    const { divided } = await complianceOf(container).rules()
    const region = regionOfPlace(body.region_code, divided)
    if (isRegionCode(region, divided)) return region
    throw unknownRegion(`region_code: "${region}" is a country with regions of its own, name one of them`)
  }
  const { country_code = null, province = null } = body.patient_location ?? {}
  if (!country_code && !province) return null
  const region = await complianceOf(container).regionOf({ country_code, province })
  if (region.ok) return region.region_code
  throw unknownRegion(`patient_location: ${region.reason}`)
}

function unknownRegion(reason: string): RefusedMessage {
  return new RefusedMessage({ cause: "unknown_region", reason, answer: reason })
}

/** What a handler found out about an appointment, before a transaction is open. */
export interface AppointmentFacts {
  appointment_id: string
  report: Report
}

/** Writes the consultation and what follows from it, and publishes that. @returns the answer to the partner. */
export async function applyReport(
  { appointment_id, report }: AppointmentFacts,
  { source, message_id }: MessageContext,
  container: MedusaContainer,
  transaction: Knex.Transaction,
  now: Date
): Promise<Record<string, unknown>> {
  const compliance = complianceOf(container)
  const cause = { kind: "message" as const, id: message_id }
  const input = { source: source.slug, appointment_id, report }
  const outcome = await compliance.reportConsultation(input, { transaction, now, cause })
  if (!outcome.ok) {
    const { cause: why, reason, answer } = outcome
    const waits = why === "no_region" && report.customer_id ? { waits_for: customerKey(report.customer_id) } : {}
    throw new RefusedMessage({ cause: why, reason, answer, conflict: why === "conflict", ...waits })
  }
  const { consultation, scheduled, establishment, announcements } = outcome
  if (scheduled && consultation.customer_id)
    await publishScheduling(container, consultation, { transaction, actor: source.slug })
  await publishAnnouncements(container, announcements, { transaction, now, actor: source.slug })
  return { appointment_id, region_code: consultation.region_code, establishment: partnersView(establishment, now) }
}

/** What a partner may know of an establishment: no ids of ours. */
export function partnersView(establishment: Establishment | null, now: Date) {
  if (!establishment) return null
  const { region_code, status, established, established_at, expires_at } = establishmentView(establishment, now)
  return { region_code, status, established, established_at, expires_at }
}

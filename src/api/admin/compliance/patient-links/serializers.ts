import type { InferTypeOf } from "@medusajs/framework/types"
import type { PatientLink } from "../../../../modules/compliance/models/patient-link"
import type { PatientLinkCandidate } from "../../../../workflows/compliance/patient-link-candidates"
import type { SkippedLink } from "../../../../workflows/compliance/steps/link-patients"
import type { Page } from "../../../_http/wire"

/** Which customer a source means by an id of its own, and who said so. */
export function patientLinkView(row: InferTypeOf<typeof PatientLink>) {
  const { id, source, external_id, customer_id, created_by, created_at } = row
  return { id, source, external_id, customer_id, created_by, created_at }
}
export type PatientLinkView = ReturnType<typeof patientLinkView>

export interface PatientLinkListAnswer extends Page {
  patient_links: PatientLinkView[]
}

export interface PatientLinkAnswer {
  patient_link: PatientLinkView
}

export interface CandidateListAnswer extends Page {
  candidates: PatientLinkCandidate[]
}

export interface AcceptedAnswer {
  count: number
  skipped: SkippedLink[]
}

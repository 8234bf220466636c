import type { Consultation } from "../../../../modules/compliance/core/consultation"
import { isOpen } from "../../../../modules/compliance/core/consultation"
import type { Page } from "../../../_http/wire"

/** A consultation, with what became of it in one word. */
export function consultationView(row: Consultation) {
  const status = row.completed_at
    ? "completed"
    : isOpen(row)
      ? "scheduled"
      : row.cancelled_at
        ? "cancelled"
        : "reported"
  return { ...row, status }
}
export type ConsultationView = ReturnType<typeof consultationView>

export interface ConsultationListAnswer extends Page {
  consultations: ConsultationView[]
}

export interface ConsultationAnswer {
  consultation: ConsultationView
}

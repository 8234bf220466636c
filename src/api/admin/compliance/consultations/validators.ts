import { filterText, instantRange, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetConsultationsQuery = listQuery(
  {
    source: filterText.optional(),
    appointment_id: filterText.optional(),
    customer_id: oneOrMore(filterText).optional(),
    region_code: oneOrMore(filterText).optional(),
    scheduled_for: instantRange.optional(),
    completed_at: instantRange.optional(),
  },
  ["id", "created_at"]
)

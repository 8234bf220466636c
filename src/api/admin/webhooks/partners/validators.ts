import { createPartnerInput, updatePartnerInput } from "../../../../modules/webhooks/partners/input"
import { filterText, listQuery } from "../../../_http/list"
import { flag } from "../../../_http/validators"

export const AdminGetPartnersQuery = listQuery(
  {
    application_id: filterText.optional(),
    account_id: filterText.optional(),
    active: flag.optional(),
  },
  ["id", "created_at", "name"]
)

export const AdminCreatePartner = createPartnerInput
export const AdminUpdatePartner = updatePartnerInput

import { z } from "@medusajs/framework/zod"
import { createPartnerInput, updatePartnerInput } from "../../../../modules/webhooks/partners/input"
import { listQuery } from "../../../_http/list"
import { flag } from "../../../_http/validators"

export const AdminGetPartnersQuery = listQuery(
  {
    application_id: z.string().optional(),
    account_id: z.string().optional(),
    active: flag.optional(),
  },
  ["id", "created_at", "name"]
)

export const AdminCreatePartner = createPartnerInput
export const AdminUpdatePartner = updatePartnerInput

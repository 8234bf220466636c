import { z } from "@medusajs/framework/zod"
import { ESTABLISHMENT_STATUSES } from "../../../../modules/compliance/core/establishment"
import { filterText, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetEstablishmentsQuery = listQuery(
  {
    customer_id: oneOrMore(filterText).optional(),
    region_code: oneOrMore(filterText).optional(),
    status: oneOrMore(z.enum(ESTABLISHMENT_STATUSES)).optional(),
  },
  ["id", "created_at"]
)

import { z } from "@medusajs/framework/zod"
import { ESTABLISHMENT_STATUSES } from "../../../../modules/compliance/core/establishment"
import { listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetEstablishmentsQuery = listQuery(
  {
    customer_id: oneOrMore(z.string()).optional(),
    region_code: oneOrMore(z.string()).optional(),
    status: oneOrMore(z.enum(ESTABLISHMENT_STATUSES)).optional(),
  },
  ["id", "created_at"]
)

import { z } from "@medusajs/framework/zod"
import { filterText, instantRange } from "../../../_http/list"

export const AdminGetEvidenceQuery = z.strictObject({
  customer_id: filterText.optional(),
  region_code: filterText.optional(),
  at: instantRange.optional(),
})

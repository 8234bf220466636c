import { z } from "@medusajs/framework/zod"
import { ESTABLISHMENT_STATUSES } from "../../../../modules/compliance/core/establishment"
import { isPlace } from "../../../../modules/compliance/core/region-code"
import { externalId, instant, line } from "../../../../modules/webhooks/core/fields"
import { filterText, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetEstablishmentsQuery = listQuery(
  {
    customer_id: oneOrMore(filterText).optional(),
    region_code: oneOrMore(filterText).optional(),
    status: oneOrMore(z.enum(ESTABLISHMENT_STATUSES)).optional(),
  },
  ["id", "created_at"]
)

export const AdminGetHistoryQuery = listQuery({}, ["id"])

/** Why staff do it: kept in the history. */
const reason = line(500)
const facts = {
  established_at: instant.optional(),
  expires_at: instant.nullable().optional(),
  provider_id: externalId.nullable().optional(),
}

export const AdminCreateEstablishment = z.strictObject({
  customer_id: externalId,
  region_code: z.string().refine(isPlace, "must be an ISO 3166-2 code such as US-TX"),
  ...facts,
  reason,
})
export type AdminCreateEstablishmentType = z.output<typeof AdminCreateEstablishment>

export const AdminUpdateEstablishment = z.strictObject({ ...facts, reason })
export type AdminUpdateEstablishmentType = z.output<typeof AdminUpdateEstablishment>

export const AdminActOnEstablishment = z.strictObject({ reason })
export type AdminActOnEstablishmentType = z.output<typeof AdminActOnEstablishment>

import { z } from "@medusajs/framework/zod"
import { externalId, slug } from "../../../../modules/webhooks/core/fields"
import { filterText, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetPatientLinksQuery = listQuery(
  {
    source: filterText.optional(),
    external_id: oneOrMore(filterText).optional(),
    customer_id: oneOrMore(filterText).optional(),
  },
  ["id", "created_at"]
)

export const AdminCreatePatientLink = z.strictObject({ source: slug, external_id: externalId, customer_id: externalId })
export type AdminCreatePatientLinkType = z.output<typeof AdminCreatePatientLink>

export const AdminGetCandidatesQuery = listQuery({ source: slug.default("emr") }, ["id"])

export const AdminAcceptCandidates = z
  .strictObject({
    source: slug.default("emr"),
    customer_ids: z.array(externalId).min(1).max(500).optional(),
    all: z.literal(true).optional(),
  })
  .refine(({ customer_ids, all }) => (customer_ids === undefined) !== (all === undefined), {
    path: ["customer_ids"],
    message: "give customer_ids, or all: true",
  })
export type AdminAcceptCandidatesType = z.output<typeof AdminAcceptCandidates>

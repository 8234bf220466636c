import { z } from "@medusajs/framework/zod"
import { SECRET_PURPOSES } from "../../../../modules/webhooks/core/secret-owner"
import { createSourceInput, updateSourceInput } from "../../../../modules/webhooks/inbound/source-input"
import { filterText, listQuery } from "../../../_http/list"
import { RotateSecret } from "../../../_http/validators"

export const AdminGetSourcesQuery = listQuery({ slug: filterText.optional() }, ["id", "created_at", "name"])

export const AdminCreateSource = createSourceInput
export type CreateSourceBody = z.input<typeof AdminCreateSource>

export const AdminUpdateSource = updateSourceInput
export type UpdateSourceBody = z.input<typeof AdminUpdateSource>

/** The source `callbacks` calls nobody: its secret is for callbacks, whatever is asked for. */
export const AdminRotateSourceSecret = RotateSecret.extend({
  purpose: z.enum(SECRET_PURPOSES).default("inbound"),
  /** The vendor's own, of the form that the profile wants; left out: one is made. */
  secret: z.string().max(1_024).optional(),
})
export type AdminRotateSourceSecretType = z.output<typeof AdminRotateSourceSecret>

import { z } from "@medusajs/framework/zod"
import { createRequirementInput, updateRequirementInput } from "../../../../modules/compliance/requirement-input"
import { filterText, listQuery, oneOrMore } from "../../../_http/list"
import { flag } from "../../../_http/validators"

export const AdminGetRequirementsQuery = listQuery(
  { region_code: oneOrMore(filterText).optional(), active: flag.optional() },
  ["id", "created_at", "region_code"]
)

export const AdminCreateRequirement = createRequirementInput
export type CreateRequirementBody = z.input<typeof AdminCreateRequirement>
export type AdminCreateRequirementType = z.output<typeof AdminCreateRequirement>

export const AdminUpdateRequirement = updateRequirementInput
export type AdminUpdateRequirementType = z.output<typeof AdminUpdateRequirement>

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { complianceOf } from "../../../../../workflows/compliance/compliance-of"
import { deleteRequirementWorkflow } from "../../../../../workflows/compliance/workflows/delete-requirement"
import { updateRequirementWorkflow } from "../../../../../workflows/compliance/workflows/update-requirement"
import { withIssues } from "../../../../_http/issues"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import type { Deleted } from "../../../../_http/wire"
import { requirementView, type RequirementAnswer } from "../serializers"
import type { AdminUpdateRequirementType } from "../validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<RequirementAnswer>) => {
  const row = await complianceOf(req.scope).retrieveRegionRequirement(idOf(req))
  res.json({ region_requirement: pickFields(requirementView(row), queryOf(retrieveQuery, req).fields) })
})

export const POST = withIssues(
  async (req: MedusaRequest<AdminUpdateRequirementType>, res: MedusaResponse<RequirementAnswer>) => {
    const id = idOf(req)
    await updateRequirementWorkflow(req.scope).run({ input: { id, changes: req.validatedBody } })
    res.json({ region_requirement: requirementView(await complianceOf(req.scope).retrieveRegionRequirement(id)) })
  }
)

export const DELETE = withIssues(async (req: MedusaRequest, res: MedusaResponse<Deleted<"region_requirement">>) => {
  const id = idOf(req)
  await deleteRequirementWorkflow(req.scope).run({ input: { id } })
  res.json({ id, object: "region_requirement", deleted: true })
})

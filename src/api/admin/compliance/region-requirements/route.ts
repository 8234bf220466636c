import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { complianceOf } from "../../../../workflows/compliance/compliance-of"
import { createRequirementWorkflow } from "../../../../workflows/compliance/workflows/create-requirement"
import { withIssues } from "../../../_http/issues"
import { listConfig, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { requirementView, type RequirementAnswer, type RequirementListAnswer } from "./serializers"
import { AdminGetRequirementsQuery, type AdminCreateRequirementType } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<RequirementListAnswer>) => {
  const { limit, offset, order, fields, q, ...filters } = queryOf(AdminGetRequirementsQuery, req)
  const [rows, count] = await complianceOf(req.scope).listAndCountRegionRequirements(
    { ...filters, ...(q ? { q } : {}) },
    listConfig({ limit, offset, ...(order ? { order } : {}) })
  )
  res.json({ region_requirements: rows.map((row) => pickFields(requirementView(row), fields)), count, offset, limit })
})

export const POST = withIssues(
  async (req: MedusaRequest<AdminCreateRequirementType>, res: MedusaResponse<RequirementAnswer>) => {
    const { result: id } = await createRequirementWorkflow(req.scope).run({ input: req.validatedBody })
    res.json({ region_requirement: requirementView(await complianceOf(req.scope).retrieveRegionRequirement(id)) })
  }
)

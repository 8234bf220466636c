import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { complianceOf } from "../compliance-of"
import { ROLL_OUT } from "../rollout"

/** Deletes a rule; the job withdraws what only this rule asked for. Undone by restoring it. */
export const deleteRequirementStep = createStep(
  "compliance-delete-requirement",
  async ({ id }: { id: string }, { container }) => {
    const compliance = complianceOf(container)
    await compliance.retrieveRegionRequirement(id)
    await compliance.updateRegionRequirements({ id, ...ROLL_OUT })
    await compliance.softDeleteRegionRequirements([id])
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) await complianceOf(container).restoreRegionRequirements([id])
  }
)

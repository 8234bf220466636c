import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { CreateRequirementInput } from "../../../modules/compliance/requirement-input"
import { complianceOf } from "../compliance-of"
import { ROLL_OUT } from "../rollout"

/** Writes the rule, and has it rolled out to the customers who are there. Undone by deleting it for good. */
export const createRequirementStep = createStep(
  "compliance-create-requirement",
  async (input: CreateRequirementInput, { container }) => {
    const compliance = complianceOf(container)
    // For a readable error only: when two requests come at once, the unique index decides.
    const [taken] = await compliance.listRegionRequirements({ region_code: input.region_code }, { take: 1 })
    if (taken) {
      const message = `region_code: "${input.region_code}" has a rule already, ${taken.id}`
      throw new MedusaError(MedusaError.Types.DUPLICATE_ERROR, message)
    }
    const { id } = await compliance.createRegionRequirements({ ...input, ...ROLL_OUT })
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (id) await complianceOf(container).deleteRegionRequirements(id)
  }
)

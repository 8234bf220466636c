import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { InvalidInput } from "../../../modules/webhooks/invalid-input"
import type { UpdateRequirementInput } from "../../../modules/compliance/requirement-input"
import { complianceOf } from "../compliance-of"
import { ROLL_OUT } from "../rollout"

/**
 * Changes a rule. Ends that were given stay as they are; switching it on or off is rolled out to the customers who are
 * there. Undone by writing the former values back.
 */
export const updateRequirementStep = createStep(
  "compliance-update-requirement",
  async ({ id, changes }: { id: string; changes: UpdateRequirementInput }, { container }) => {
    const compliance = complianceOf(container)
    const { active, validity_days, renewal_notice_days, product_tags } = await compliance.retrieveRegionRequirement(id)
    const former = { active, validity_days, renewal_notice_days, product_tags }
    const next = { ...former, ...changes }
    if (next.validity_days !== null && next.renewal_notice_days >= next.validity_days) {
      const message = `must be less than validity_days (${next.validity_days})`
      throw InvalidInput.ofField({ path: ["renewal_notice_days"], message }, next.renewal_notice_days)
    }
    const concernsOthers = next.active !== active || JSON.stringify(next.product_tags) !== JSON.stringify(product_tags)
    await compliance.updateRegionRequirements({ id, ...changes, ...(concernsOthers ? ROLL_OUT : {}) } as never)
    return new StepResponse({ id }, { id, ...former, ...(concernsOthers ? ROLL_OUT : {}) })
  },
  async (former, { container }) => {
    if (former) await complianceOf(container).updateRegionRequirements(former as never)
  }
)

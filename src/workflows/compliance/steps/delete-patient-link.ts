import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { complianceOf } from "../compliance-of"

/** Deletes a link: from now on the id means nobody. Undone by restoring it. */
export const deletePatientLinkStep = createStep(
  "compliance-delete-patient-link",
  async ({ id }: { id: string }, { container }) => {
    const compliance = complianceOf(container)
    await compliance.retrievePatientLink(id)
    await compliance.softDeletePatientLinks([id])
    return new StepResponse({ id }, id)
  },
  async (id, { container }) => {
    if (id) await complianceOf(container).restorePatientLinks([id])
  }
)

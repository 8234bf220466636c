import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { Correction } from "../../../modules/compliance/core/establishment-change"
import { complianceOf } from "../compliance-of"
import { changeInTransaction } from "../in-transaction"

/** What staff, or the shop's own code, do to the establishment of a customer in a region. */
export type EstablishmentAct = { customer_id: string; region_code: string } & (
  { act: "establish" | "correct"; correction: Correction } | { act: "revoke" | "lift" }
)

export interface ChangeEstablishmentInput {
  change: EstablishmentAct
  /** `user_…`, or the name of the shop's own workflow. */
  by: { kind: "user" | "workflow"; id: string }
  /** Kept in the history. */
  reason: string | null
}

/**
 * Changes an establishment, records why, and publishes what follows, in one transaction. Not undone: the last step of its
 * workflow.
 * @throws MedusaError NOT_ALLOWED where the status does not allow it.
 */
export const changeEstablishmentStep = createStep(
  "compliance-change-establishment",
  async ({ change, by, reason }: ChangeEstablishmentInput, { container }) => {
    const compliance = complianceOf(container)
    const { customer_id, region_code } = change
    const where = { customer_id, region_code }
    const { establishment } = await changeInTransaction(container, { ...by, reason }, async (within) => {
      const status = (await compliance.establishmentOf(where))?.status ?? null
      switch (change.act) {
        case "establish":
        case "correct":
          if (status === "revoked") throw refused("the establishment is revoked: lift the revocation first")
          return compliance.correctEstablishment(where, dated(change.correction), within)
        case "revoke":
          if (status === "revoked") throw refused("the establishment is revoked already")
          return compliance.revokeEstablishment(where, within.now, within)
        case "lift":
          if (status !== "revoked") throw refused("the establishment is not revoked")
          return compliance.liftRevocation(where, within)
      }
    })
    return new StepResponse(establishment?.id ?? null)
  }
)

/** A workflow hands instants on as text. */
function dated({ established_at, expires_at, provider_id }: Correction): Correction {
  return {
    ...(established_at === undefined ? {} : { established_at: new Date(established_at) }),
    ...(expires_at === undefined ? {} : { expires_at: expires_at && new Date(expires_at) }),
    ...(provider_id === undefined ? {} : { provider_id }),
  }
}

function refused(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, message)
}

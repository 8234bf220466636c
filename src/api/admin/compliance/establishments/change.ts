import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { complianceOf } from "../../../../workflows/compliance/compliance-of"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import type { EstablishmentAct } from "../../../../workflows/compliance/steps/change-establishment"
import { changeEstablishmentWorkflow } from "../../../../workflows/compliance/workflows/change-establishment"
import { establishmentOf } from "../../../../modules/compliance/store/establishments"
import { establishmentView, type EstablishmentAnswer } from "./serializers"
import type { AdminCreateEstablishmentType } from "./validators"

/** Has staff's change made, under their name, and answers the establishment as it is then. */
export async function changeBy<Body>(
  req: AuthenticatedMedusaRequest<Body>,
  change: EstablishmentAct,
  reason: string
): Promise<EstablishmentAnswer> {
  const by = { kind: "user" as const, id: req.auth_context.actor_id }
  const { result: id } = await changeEstablishmentWorkflow(req.scope).run({ input: { change, by, reason } })
  return answerOf(req, String(id))
}

/** An establishment as it is now. @throws MedusaError NOT_FOUND */
export async function answerOf(
  req: Pick<AuthenticatedMedusaRequest, "scope">,
  id: string
): Promise<EstablishmentAnswer> {
  const row = await complianceOf(req.scope).retrieveCustomerRegionEstablishment(id)
  return { establishment: establishmentView(establishmentOf(row), await webhooksOf(req.scope).now()) }
}

/** Whose establishment it is, and where. @throws MedusaError NOT_FOUND */
export async function whereOf(req: Pick<AuthenticatedMedusaRequest, "scope">, id: string) {
  const { customer_id, region_code } = await complianceOf(req.scope).retrieveCustomerRegionEstablishment(id)
  return { customer_id, region_code }
}

/** Instants of a body are texts. */
export function correctionOf({
  established_at,
  expires_at,
  provider_id,
}: Pick<AdminCreateEstablishmentType, "established_at" | "expires_at" | "provider_id">) {
  return {
    ...(established_at === undefined ? {} : { established_at: new Date(established_at) }),
    ...(expires_at === undefined ? {} : { expires_at: expires_at === null ? null : new Date(expires_at) }),
    ...(provider_id === undefined ? {} : { provider_id }),
  }
}

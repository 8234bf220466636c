import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../../_http/issues"
import { idOf } from "../../../../../_http/path"
import { changeBy, whereOf } from "../../change"
import type { EstablishmentAnswer } from "../../serializers"
import type { AdminActOnEstablishmentType } from "../../validators"

/** Staff take a verification away. */
export const POST = withIssues(
  async (req: AuthenticatedMedusaRequest<AdminActOnEstablishmentType>, res: MedusaResponse<EstablishmentAnswer>) => {
    const change = { act: "revoke" as const, ...(await whereOf(req, idOf(req))) }
    res.json(await changeBy(req, change, req.validatedBody.reason))
  }
)

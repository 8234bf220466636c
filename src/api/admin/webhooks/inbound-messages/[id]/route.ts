import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues } from "../../../../_http/issues"
import { pickFields, retrieveQuery } from "../../../../_http/list"
import { idOf } from "../../../../_http/path"
import { queryOf } from "../../../../_http/validate"
import { readInboundView } from "../read"
import type { InboundAnswer } from "../serializers"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<InboundAnswer>) => {
  const view = await readInboundView(req.scope, idOf(req))
  res.json({ inbound_message: pickFields(view, queryOf(retrieveQuery, req).fields) })
})

import type { MiddlewareRoute } from "@medusajs/framework/http"
import { retrieveQuery } from "../../../_http/list"
import { exceptAt, validateBody, validateQuery } from "../../../_http/validate"
import {
  AdminAcceptCandidates,
  AdminCreatePatientLink,
  AdminGetCandidatesQuery,
  AdminGetPatientLinksQuery,
} from "./validators"

const PATH = "/admin/compliance/patient-links"
const CANDIDATES = `${PATH}/candidates`

export const patientLinkRoutes: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: PATH, middlewares: [validateQuery(AdminGetPatientLinksQuery)] },
  { methods: ["POST"], matcher: PATH, middlewares: [validateBody(AdminCreatePatientLink)] },
  { methods: ["GET"], matcher: CANDIDATES, middlewares: [validateQuery(AdminGetCandidatesQuery)] },
  { methods: ["POST"], matcher: CANDIDATES, middlewares: [validateBody(AdminAcceptCandidates)] },
  { methods: ["GET"], matcher: `${PATH}/:id`, middlewares: [exceptAt(CANDIDATES, validateQuery(retrieveQuery))] },
]

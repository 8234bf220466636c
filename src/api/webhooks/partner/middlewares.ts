import type { MedusaRequest, MiddlewareRoute } from "@medusajs/framework/http"
import { withIssues } from "../../_http/issues"
import { retrieveQuery } from "../../_http/list"
import { jsonOf, rawBody } from "../../_http/raw-body"
import { validateBody, validateQuery } from "../../_http/validate"
import { RotateSecret } from "../../_http/validators"
import { refuseInEnvelope } from "./io/envelope"
import { basicLogin } from "./login"
import {
  PartnerCreateSubscription,
  PartnerGetDeliveriesQuery,
  PartnerGetSubscriptionsQuery,
  PartnerTestSubscription,
  PartnerUpdateSubscription,
} from "./subscriptions/validators"

const MAX_BODY_BYTES = 102_400
const PATH = "/webhooks/partner"
const SUBSCRIPTIONS = `${PATH}/subscriptions`

const parsed = withIssues((req: MedusaRequest, _res, next) => {
  // A parser of Medusa's own was here before: its object is as good.
  if (Buffer.isBuffer(req.body) || req.body === undefined) req.body = jsonOf(req)
  next()
})

/** Nothing is read of a body before it is known whose it is. */
const body = [basicLogin, rawBody(MAX_BODY_BYTES), parsed]
const post = { methods: ["POST" as const], bodyParser: false as const }
const get = { methods: ["GET" as const] }

export const selfServiceRoutes: MiddlewareRoute[] = [
  { ...post, matcher: `${PATH}/io/WebHookEventList`, middlewares: [rawBody(MAX_BODY_BYTES, refuseInEnvelope)] },
  { ...post, matcher: `${PATH}/io/WebHookSave`, middlewares: [rawBody(MAX_BODY_BYTES, refuseInEnvelope)] },
  { ...get, matcher: `${PATH}/event-types`, middlewares: [basicLogin] },
  { ...get, matcher: SUBSCRIPTIONS, middlewares: [basicLogin, validateQuery(PartnerGetSubscriptionsQuery)] },
  { ...post, matcher: SUBSCRIPTIONS, middlewares: [...body, validateBody(PartnerCreateSubscription)] },
  { ...get, matcher: `${SUBSCRIPTIONS}/:id`, middlewares: [basicLogin, validateQuery(retrieveQuery)] },
  { ...post, matcher: `${SUBSCRIPTIONS}/:id`, middlewares: [...body, validateBody(PartnerUpdateSubscription)] },
  { methods: ["DELETE"], matcher: `${SUBSCRIPTIONS}/:id`, middlewares: [basicLogin] },
  { ...post, matcher: `${SUBSCRIPTIONS}/:id/rotate-secret`, middlewares: [...body, validateBody(RotateSecret)] },
  { ...post, matcher: `${SUBSCRIPTIONS}/:id/test`, middlewares: [...body, validateBody(PartnerTestSubscription)] },
  {
    ...get,
    matcher: `${SUBSCRIPTIONS}/:id/deliveries`,
    middlewares: [basicLogin, validateQuery(PartnerGetDeliveriesQuery)],
  },
]

import { defineMiddlewares } from "@medusajs/framework/http"
import { consultationRoutes } from "./admin/compliance/consultations/middlewares"
import { establishmentRoutes } from "./admin/compliance/establishments/middlewares"
import { evidenceRoutes } from "./admin/compliance/evidence/middlewares"
import { patientLinkRoutes } from "./admin/compliance/patient-links/middlewares"
import { requirementRoutes } from "./admin/compliance/region-requirements/middlewares"
import { deliveryRoutes } from "./admin/webhooks/deliveries/middlewares"
import { eventRoutes } from "./admin/webhooks/events/middlewares"
import { inboundMessageRoutes } from "./admin/webhooks/inbound-messages/middlewares"
import { retryPolicyRoutes } from "./admin/webhooks/retry-policies/middlewares"
import { sourceRoutes } from "./admin/webhooks/sources/middlewares"
import { subscriptionRoutes } from "./admin/webhooks/subscriptions/middlewares"
import { partnerRoutes } from "./admin/webhooks/partners/middlewares"
import { incomingRoutes } from "./webhooks/middlewares"
import { selfServiceRoutes } from "./webhooks/partner/middlewares"

export default defineMiddlewares({
  routes: [
    ...subscriptionRoutes,
    ...deliveryRoutes,
    ...eventRoutes,
    ...sourceRoutes,
    ...retryPolicyRoutes,
    ...inboundMessageRoutes,
    ...establishmentRoutes,
    ...requirementRoutes,
    ...consultationRoutes,
    ...patientLinkRoutes,
    ...evidenceRoutes,
    ...partnerRoutes,
    ...incomingRoutes,
    ...selfServiceRoutes,
  ],
})

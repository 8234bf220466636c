import type { MedusaContainer } from "@medusajs/framework/types"
import { WEBHOOKS_MODULE } from "../modules/webhooks"
import type WebhooksModuleService from "../modules/webhooks/service"

/** @returns the webhooks module's service, from a request's, job's or workflow step's container. */
export function webhooksOf(container: MedusaContainer): WebhooksModuleService {
  return container.resolve<WebhooksModuleService>(WEBHOOKS_MODULE)
}

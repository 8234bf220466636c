import type { MedusaContainer } from "@medusajs/framework/types"
import { WEBHOOKS_MODULE } from "../modules/webhooks"
import type WebhooksModuleService from "../modules/webhooks/service"

export function webhooksOf(container: MedusaContainer): WebhooksModuleService {
  return container.resolve<WebhooksModuleService>(WEBHOOKS_MODULE)
}

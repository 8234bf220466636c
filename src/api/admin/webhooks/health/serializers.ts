import type WebhooksModuleService from "../../../../modules/webhooks/service"

export interface HealthAnswer {
  health: Awaited<ReturnType<WebhooksModuleService["health"]>>
}

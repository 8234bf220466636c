import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reconcile } from "../workflows/shop-events/reconcile"

/** The reconciler: publishes events that Medusa's bus lost. Several processes may run it at once: idempotency keys let only one of them add an event. */
export default async function reconcileShopEvents(container: MedusaContainer): Promise<void> {
  const count = await reconcile(container)
  if (count > 0) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`webhooks: the reconciler published ${count} event(s) that Medusa's event bus had lost`)
  }
}

export const config = { name: "webhooks-reconcile-shop-events", schedule: "*/5 * * * *" }

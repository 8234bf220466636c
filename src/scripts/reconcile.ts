import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reconcile } from "../workflows/shop-events/reconcile"

/** `npx medusa exec ./src/scripts/reconcile.ts`: runs the reconciler now, events of the last minute included. */
export default async function reconcileNow({ container }: ExecArgs): Promise<void> {
  const count = await reconcile(container, 0)
  container.resolve(ContainerRegistrationKeys.LOGGER).info(`webhooks: the reconciler published ${count} event(s)`)
}

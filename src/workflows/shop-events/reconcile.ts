import type { MedusaContainer } from "@medusajs/framework/types"
import { webhooksOf } from "../webhooks-of"
import { reconcileShopEventsWorkflow } from "./workflows/reconcile-shop-events"

/** How far back each run looks: longer than any outage of the bus that nobody notices. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1_000
/** What is younger is still on its way over the bus. */
const GRACE_MS = 60_000

/** One run of the reconciler. @param graceMs of what is too young to be missed. @returns how many events it published. */
export async function reconcile(container: MedusaContainer, graceMs = GRACE_MS): Promise<number> {
  const nowMs = (await webhooksOf(container).now()).getTime()
  const { result } = await reconcileShopEventsWorkflow(container).run({
    input: {
      from: new Date(nowMs - LOOK_BACK_MS).toISOString(),
      until: new Date(nowMs - graceMs).toISOString(),
    },
  })
  return result.count
}

import type { MedusaContainer } from "@medusajs/framework/types"
import { webhooksOf } from "../webhooks-of"
import { reconcileShopEventsWorkflow } from "./workflows/reconcile-shop-events"

/** Milliseconds of the shop's past that each run compares: longer than an outage of the bus stays unnoticed. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1_000
/** Milliseconds: younger events may still be on their way over the bus. */
const GRACE_MS = 60_000

/** One run of the reconciler. @param graceMs events younger than this are not missing yet. @returns how many events were published. */
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

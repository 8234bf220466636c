import type { MedusaContainer } from "@medusajs/framework/types"
import { webhooksOf } from "../webhooks-of"
import { reconcileShopEventsWorkflow } from "./workflows/reconcile-shop-events"

/** How far back each run looks: longer than any outage of the bus that nobody notices. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1_000
/** What is younger is still on its way over the bus. */
const GRACE_MS = 60_000

/** Where the look for deletions goes on. In memory: after a restart it begins anew, which only costs time. */
let deletions_after: Record<string, string> = {}

/** One run of the reconciler. @param grace_ms of what is too young to be missed. @returns how many events it published. */
export async function reconcile(container: MedusaContainer, grace_ms = GRACE_MS): Promise<number> {
  const now_ms = (await webhooksOf(container).now()).getTime()
  const { result } = await reconcileShopEventsWorkflow(container).run({
    input: {
      from: new Date(now_ms - LOOK_BACK_MS).toISOString(),
      until: new Date(now_ms - grace_ms).toISOString(),
      deletions_after,
    },
  })
  deletions_after = result.deletions_after
  return result.count
}

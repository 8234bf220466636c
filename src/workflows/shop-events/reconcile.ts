import type { MedusaContainer } from "@medusajs/framework/types"
import { webhooksOf } from "../webhooks-of"
import { reconcileShopEventsWorkflow } from "./workflows/reconcile-shop-events"

/** Milliseconds of the shop's past that each run compares: longer than an outage of the bus stays unnoticed. */
const LOOK_BACK_MS = 24 * 60 * 60 * 1_000
/** Milliseconds: younger events may still be on their way over the bus. */
const GRACE_MS = 60_000

/** The range of time that a run at `now` looks at. @param graceMs of what is too young to be missed. */
export function reconciledRange(now: Date, graceMs = GRACE_MS): { from: string; until: string } {
  return {
    from: new Date(now.getTime() - LOOK_BACK_MS).toISOString(),
    until: new Date(now.getTime() - graceMs).toISOString(),
  }
}

/** One run of the reconciler. @param graceMs see {@link reconciledRange}. @returns how many events it published. */
export async function reconcile(container: MedusaContainer, graceMs?: number): Promise<number> {
  const input = reconciledRange(await webhooksOf(container).now(), graceMs)
  const { result } = await reconcileShopEventsWorkflow(container).run({ input })
  return result.count
}

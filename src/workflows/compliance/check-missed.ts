import type { MedusaContainer } from "@medusajs/framework/types"
import { readRows } from "../read-rows"
import { webhooksOf } from "../webhooks-of"
import { complianceOf } from "./compliance-of"
import { checkCustomersWorkflow } from "./workflows/check-customers"
import { checkOrdersWorkflow } from "./workflows/check-orders"

const JOB = "compliance-check-missed"
const PAGE = 200
/** Milliseconds; a transaction that began before may still be open, and its rows are not seen yet. */
const GRACE_MS = 60_000
/**
 * The region check of what was written since the last run, whether or not Medusa's bus announced it: a subscriber that
 * throws once, a crash or a flushed Redis would leave somebody unasked. What was checked before is checked again for
 * nothing: the check is safe to repeat.
 */
export async function checkMissed(container: MedusaContainer): Promise<void> {
  const webhooks = webhooksOf(container)
  const until = new Date((await webhooks.now()).getTime() - GRACE_MS)
  const position = await webhooks.reconciliation.position(JOB)
  // What was written while there was no rule is the business of the rule's rollout, and not of this job.
  if (position === "" || !(await complianceOf(container).rules()).any) {
    return webhooks.reconciliation.moveTo(JOB, until.toISOString())
  }
  const from = new Date(position)
  if (from >= until) return
  for await (const rows of pages(container, "order", "created_at", from, until)) {
    await checkOrdersWorkflow(container).run({ input: { ids: rows.map(({ id }) => String(id)) } })
  }
  for await (const rows of pages(container, "customer_address", "updated_at", from, until)) {
    const ids = [...new Set(rows.map(({ customer_id }) => String(customer_id)))]
    const asOf = rows.map(({ updated_at }) => new Date(updated_at as string | Date).toISOString()).sort()[0]
    await checkCustomersWorkflow(container).run({
      input: { ids, cause: { kind: "job", id: JOB }, ...(asOf ? { as_of: asOf } : {}) },
    })
  }
  await webhooks.reconciliation.moveTo(JOB, until.toISOString())
}

async function* pages(container: MedusaContainer, entity: string, column: string, from: Date, until: Date) {
  for (let after = ""; ;) {
    const rows = await readRows(container, {
      entity,
      fields: ["id", "customer_id", column],
      filters: { [column]: { $gte: from, $lt: until }, id: { $gt: after } },
      pagination: { take: PAGE, order: { id: "ASC" } },
    })
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
    after = String(rows.at(-1)?.id)
  }
}

import type { MedusaContainer } from "@medusajs/framework/types"
import type { Row } from "../../modules/webhooks/event-type"
import { customerKey, patientKey } from "../inbound/find-patient"
import { retryWaitingMessages } from "../inbound/process-due"
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
 * Does for what was written since the last run what the subscribers do, whether or not Medusa's bus announced it: a
 * subscriber that throws once, a crash or a flushed Redis would leave somebody unasked, or a message waiting. What was done
 * before is done again for nothing.
 */
export async function checkMissed(container: MedusaContainer): Promise<void> {
  const webhooks = webhooksOf(container)
  const until = new Date((await webhooks.now()).getTime() - GRACE_MS)
  const position = await webhooks.reconciliation.position(JOB)
  // An empty position: the first run of all. What was there before is the business of a rule's rollout.
  const range = { from: new Date(position === "" ? until : position), until }
  if (range.from < until) {
    const { any: areRules } = await complianceOf(container).rules()
    if (areRules)
      for await (const rows of pages(container, "order", "created_at", range)) await checkOrders(rows, container)
    for await (const rows of pages(container, "customer", "created_at", range)) {
      await retryWaitingMessages(container, idsOf(rows, "id").map(patientKey))
    }
    for await (const rows of pages(container, "customer_address", "updated_at", range)) {
      if (areRules) await checkCustomers(rows, container)
      await retryWaitingMessages(container, idsOf(rows, "customer_id").map(customerKey))
    }
  }
  await webhooks.reconciliation.moveTo(JOB, until.toISOString())
}

async function checkOrders(rows: Row[], container: MedusaContainer): Promise<void> {
  await checkOrdersWorkflow(container).run({ input: { ids: idsOf(rows, "id") } })
}

/** As of the oldest write of the page: what was valid then asks for nothing. */
async function checkCustomers(rows: Row[], container: MedusaContainer): Promise<void> {
  const [asOf] = rows.map(({ updated_at }) => new Date(updated_at as string | Date).toISOString()).sort()
  const input = { ids: idsOf(rows, "customer_id"), cause: { kind: "job" as const, id: JOB } }
  await checkCustomersWorkflow(container).run({ input: { ...input, ...(asOf ? { as_of: asOf } : {}) } })
}

function idsOf(rows: Row[], field: "id" | "customer_id"): string[] {
  return [...new Set(rows.map((row) => String(row[field])))]
}

async function* pages(
  container: MedusaContainer,
  entity: string,
  column: string,
  { from, until }: { from: Date; until: Date }
): AsyncGenerator<Row[]> {
  for (let after = ""; ;) {
    const rows = await readRows(container, {
      entity,
      fields: ["id", column, ...(entity === "customer_address" ? ["customer_id"] : [])],
      filters: { [column]: { $gte: from, $lt: until }, id: { $gt: after } },
      pagination: { take: PAGE, order: { id: "ASC" } },
    })
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
    after = String(rows.at(-1)?.id)
  }
}

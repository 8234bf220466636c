import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { countriesOf } from "../../modules/compliance/core/region-code"
import type { Rollout } from "../../modules/compliance/store/rollouts"
import { readRows } from "../read-rows"
import { webhooksOf } from "../webhooks-of"
import { complianceOf } from "./compliance-of"
import { changeInTransaction } from "./in-transaction"
import { checkCustomersWorkflow } from "./workflows/check-customers"

/** Addresses, or establishments, of one step. */
const PAGE = 200

/**
 * Rolls a changed rule out to the customers who were there before: withdraws what no rule asks for any more, then checks
 * every customer with an address in the rule's countries, and records how far it is. It goes on where another process
 * stopped.
 * @returns how many rules were done.
 */
export async function rollOutRules(container: MedusaContainer): Promise<number> {
  const compliance = complianceOf(container)
  const webhooks = webhooksOf(container)
  for (let count = 0; ; count++) {
    const rollout = await compliance.takeRollout(await webhooks.now())
    if (!rollout) return count
    await rollOut(rollout, container)
  }
}

async function rollOut(rollout: Rollout, container: MedusaContainer): Promise<void> {
  const compliance = complianceOf(container)
  const webhooks = webhooksOf(container)
  const cause = { kind: "rule" as const, id: rollout.id }
  // Its own customers have nothing to be withdrawn once the cursor has moved: that comes first.
  if (rollout.cursor === "") await withdrawUnasked(rollout, container)
  const countries = countriesOf(rollout.region_code).map((country) => country.toLowerCase())
  const filters = { country_code: countries }
  const total = rollout.active
    ? (await container.resolve(Modules.CUSTOMER).listAndCountCustomerAddresses(filters as object, { take: 1 }))[1]
    : 0
  for (let { cursor, done } = rollout; ;) {
    const rows = rollout.active
      ? await readRows(container, {
          entity: "customer_address",
          fields: ["id", "customer_id"],
          filters: { ...filters, id: { $gt: cursor } },
          pagination: { take: PAGE, order: { id: "ASC" } },
        })
      : []
    const ids = [...new Set(rows.map(({ customer_id }) => String(customer_id)))]
    if (ids.length > 0) await checkCustomersWorkflow(container).run({ input: { ids, cause } })
    const next = { cursor: String(rows.at(-1)?.id ?? cursor), done: done + rows.length, total }
    const isDone = rows.length < PAGE
    const at = { ...rollout, cursor }
    if (!(await compliance.recordRollout(at, { ...next, now: await webhooks.now(), isDone })) || isDone) return
    ;({ cursor, done } = next)
  }
}

/** Establishments that only a rule kept, and that no rule asks for any more. */
async function withdrawUnasked({ id, region_code }: Rollout, container: MedusaContainer): Promise<void> {
  const compliance = complianceOf(container)
  const cause = { kind: "rule" as const, id }
  for (let after = ""; ;) {
    const page = await compliance.waitingIn(region_code.slice(0, 2), after, PAGE)
    const { ruleOf } = await compliance.rules()
    for (const row of page.filter((waiting) => !ruleOf(waiting.region_code))) {
      await changeInTransaction(container, cause, (within) => compliance.withdrawRequirement(row, within))
    }
    if (page.length < PAGE) return
    after = page.at(-1)?.id ?? ""
  }
}

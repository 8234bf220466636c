import type { MedusaContainer } from "@medusajs/framework/types"
import type { ShopSource, TimeRange } from "../../modules/webhooks/event-type"
import type { PublishInput } from "../../modules/webhooks/publishing/types"
import { readRows } from "../read-rows"
import { webhooksOf } from "../webhooks-of"
import { eventsOf } from "./occurrences"

/** Rows read by one query; of most of them only the id. */
const PAGE = 200

/**
 * Finds occurrences in the shop, in a range of time, for which no event is stored, one page at a time: there may be years of
 * them. Publish a page before asking for the next.
 */
export async function* missingOccurrences(
  type: string,
  source: ShopSource<unknown>,
  range: TimeRange,
  container: MedusaContainer
): AsyncGenerator<PublishInput[]> {
  const { reconciliation } = webhooksOf(container)
  for (let after = ""; ;) {
    const rows = await readRows(container, {
      entity: source.entity,
      fields: ["id", ...source.recent.fields],
      filters: { ...source.recent.filters(range), id: { $gt: after } },
      pagination: { take: PAGE, order: { id: "ASC" } },
    })
    const missing = await reconciliation.missing(type, rows.flatMap(source.recent.keys))
    const ids = rows.filter((row) => source.recent.keys(row).some((key) => missing.has(key))).map(({ id }) => id)
    if (ids.length > 0) {
      const whole = await readRows(container, { entity: source.entity, fields: source.fields, filters: { id: ids } })
      yield eventsOf(type, source, whole).filter(
        // A payment in the range may have captures that are older.
        ({ idempotency_key, occurred_at }) => missing.has(idempotency_key) && new Date(occurred_at) >= range.$gte
      )
    }
    if (rows.length < PAGE) return
    after = String(rows.at(-1)?.id)
  }
}

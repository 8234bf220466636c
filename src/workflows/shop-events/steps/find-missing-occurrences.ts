import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { EventType, Row, ShopSource, TimeRange } from "../../../modules/webhooks/event-type"
import type { PublishInput } from "../../../modules/webhooks/publish"
import { webhooksOf } from "../../webhooks-of"
import type { MedusaContainer } from "@medusajs/framework/types"

/** Rows looked at in one query; of most of them only the id is read. */
const PAGE = 200

/**
 * Finds what happened in the shop in a range of time and was never published: one error in a subscriber, a crash between a
 * commit and its announcement, or a flushed Redis loses an announcement for good.
 */
export const findMissingOccurrencesStep = createStep(
  "find-missing-occurrences",
  async ({ from, until }: { from: string; until: string }, { container }) => {
    const range: TimeRange = { $gte: new Date(from), $lt: new Date(until) }
    const events: PublishInput[] = []
    for (const type of webhooksOf(container).catalogue.values()) {
      if (type.source) events.push(...(await missingOf(type, type.source, range, container)))
    }
    return new StepResponse(events)
  }
)

async function missingOf(type: EventType, source: ShopSource<unknown>, range: TimeRange, container: MedusaContainer): Promise<PublishInput[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { reconciliation } = webhooksOf(container)
  const events: PublishInput[] = []
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: source.entity,
      fields: ["id", ...source.recent.fields],
      filters: source.recent.filters(range),
      pagination: { take: PAGE, skip, order: { id: "ASC" } },
    })
    const rows = data as unknown as Row[]
    const missing = await reconciliation.missing(type.name, rows.flatMap(source.recent.keys))
    const ids = rows.filter((row) => source.recent.keys(row).some((key) => missing.has(key))).map(({ id }) => id)
    if (ids.length > 0) {
      const whole = await query.graph({ entity: source.entity, fields: [...source.fields], filters: { id: ids } })
      for (const { data: told, idempotency_key, occurred_at } of source.occurrences(whole.data as unknown as Row[])) {
        if (missing.has(idempotency_key)) {
          events.push({ type: type.name, data: told, idempotency_key, occurred_at: occurred_at.toISOString() })
        }
      }
    }
    if (rows.length < PAGE) return events
  }
}

import type { Row, ShopSource } from "../../modules/webhooks/event-type"
import type { PublishInput } from "../../modules/webhooks/publishing/types"

/** @returns the events that rows of the shop give rise to, ready to be published. */
export function eventsOf(
  type: string,
  source: ShopSource<unknown>,
  rows: Row[]
): (PublishInput & { idempotency_key: string; occurred_at: string })[] {
  return source.occurrences(rows).map(({ data, idempotency_key, occurred_at }) => ({
    type,
    data,
    idempotency_key,
    occurred_at: occurred_at.toISOString(),
  }))
}

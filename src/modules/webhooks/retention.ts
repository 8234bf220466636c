import type { Clock } from "./clock"
import { idAt } from "./core/ulid-time"
import type { Db } from "./store/db"
import { deleteDeliveries, deleteEvents, deleteIdleCallbacks, deleteInboundMessages, deleteOldLeases, emptyEvents, emptyResponses } from "./store/retention"

export interface RetentionOptions {
  /** Payloads and responses are emptied after this many days; `null` keeps them as long as their rows. */
  payload_days: number | null
  /** Rows are deleted after this many days; `null` keeps them for ever. */
  row_days: number | null
}

export interface RetentionReport {
  emptied_events: number
  emptied_responses: number
  deleted_deliveries: number
  deleted_events: number
  deleted_inbound_messages: number
}

type Sweep = (after_id: string, before_id: string) => Promise<{ last_id: string | null; count: number }>

const DAY_MS = 24 * 60 * 60 * 1_000

/** Enforces the retention, in batches of short statements, from the oldest on. */
export async function enforceRetention(db: Db, options: RetentionOptions, clock: Clock): Promise<RetentionReport> {
  const now = clock.now()
  const run = async (days: number | null, prefix: string, sweep: Sweep): Promise<number> => {
    if (days === null) return 0
    const before_id = idAt(prefix, new Date(now.getTime() - days * DAY_MS))
    let total = 0
    let after_id = ""
    for (;;) {
      const { last_id, count } = await sweep(after_id, before_id)
      total += count
      if (last_id === null) return total
      after_id = last_id
    }
  }
  const { payload_days, row_days } = options
  await deleteOldLeases(db)
  const report = {
    emptied_events: await run(payload_days, "evt", (after, before) => emptyEvents(db, after, before, now)),
    emptied_responses: await run(payload_days, "att", (after, before) => emptyResponses(db, after, before)),
    deleted_deliveries: await run(row_days, "dlv", (after, before) => deleteDeliveries(db, after, before)),
    deleted_events: await run(row_days, "evt", (after, before) => deleteEvents(db, after, before)),
    deleted_inbound_messages: await run(row_days, "inb", (after, before) => deleteInboundMessages(db, after, before)),
  }
  if (row_days !== null) await deleteIdleCallbacks(db, new Date(now.getTime() - row_days * DAY_MS))
  return report
}

import type { Clock } from "../core/clock"
import { DAY_MS } from "../core/limits"
import { idAt } from "../core/ulid-time"
import type { Db } from "../store/db"
import {
  deleteDeliveries,
  deleteEvents,
  deleteIdleCallbacks,
  deleteInboundMessages,
  deleteOldLeases,
  emptyEvents,
  emptyResponses,
} from "../store/retention"

/** How long payloads and rows are kept. */
export interface RetentionOptions {
  /** Payloads and responses are emptied after this many days; `null` keeps them as long as their rows. */
  payloadDays: number | null
  /** Rows are deleted after this many days; `null` keeps them for ever. */
  rowDays: number | null
}

/** How many rows one run emptied and deleted. */
export interface RetentionReport {
  emptiedEvents: number
  emptiedResponses: number
  deletedDeliveries: number
  deletedEvents: number
  deletedInboundMessages: number
}

type Sweep = (afterId: string, beforeId: string) => Promise<{ last_id: string | null; count: number }>

/** Empties and deletes what is older than the retention allows, oldest first, in batches of short statements. */
export async function enforceRetention(db: Db, options: RetentionOptions, clock: Clock): Promise<RetentionReport> {
  const now = clock.now()
  const run = async (days: number | null, prefix: string, sweep: Sweep): Promise<number> => {
    if (days === null) return 0
    const beforeId = idAt(prefix, new Date(now.getTime() - days * DAY_MS))
    let total = 0
    let afterId = ""
    for (;;) {
      const { last_id, count } = await sweep(afterId, beforeId)
      total += count
      if (last_id === null) return total
      afterId = last_id
    }
  }
  const { payloadDays, rowDays } = options
  await deleteOldLeases(db)
  const report = {
    emptiedEvents: await run(payloadDays, "evt", (after, before) => emptyEvents(db, after, before, now)),
    emptiedResponses: await run(payloadDays, "att", (after, before) => emptyResponses(db, after, before)),
    deletedDeliveries: await run(rowDays, "dlv", (after, before) => deleteDeliveries(db, after, before)),
    deletedEvents: await run(rowDays, "evt", (after, before) => deleteEvents(db, after, before)),
    deletedInboundMessages: await run(rowDays, "inb", (after, before) => deleteInboundMessages(db, after, before)),
  }
  if (rowDays !== null) await deleteIdleCallbacks(db, new Date(now.getTime() - rowDays * DAY_MS))
  return report
}

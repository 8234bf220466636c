import { OPEN_STATUSES } from "./core"
import type { Delivery } from "./types"

/** While a first attempt is on its way: somebody may be watching a test. */
const FIRST_MS = 1_500
const BUSY_MS = 5_000
const IDLE_MS = 30_000
/** A retry that is due later than this changes nothing on the page before the idle refresh sees it. */
const SOON_MS = 60_000

type Owed = Pick<Delivery, "status" | "attempts" | "next_retry_at">

/** How long a page that shows these deliveries may wait before it asks again. */
export function refreshMs(deliveries: readonly Owed[] = [], now: number = Date.now()): number {
  const due = deliveries.filter((delivery) => isDueSoon(delivery, now))
  if (due.some(({ attempts }) => attempts === 0)) return FIRST_MS
  return due.length > 0 ? BUSY_MS : IDLE_MS
}

function isDueSoon({ status, next_retry_at }: Owed, now: number): boolean {
  if (!(OPEN_STATUSES as readonly string[]).includes(status)) return false
  return next_retry_at === null || Date.parse(next_retry_at) <= now + SOON_MS
}

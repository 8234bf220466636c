import { OPEN_STATUSES } from "./core"
import type { Delivery } from "./types"

const BUSY_MS = 5_000
const IDLE_MS = 30_000
/** A retry that is due later than this changes nothing on the page before the idle refresh sees it. */
const SOON_MS = 60_000

type Owed = Pick<Delivery, "status" | "next_retry_at">

/** @returns whether an attempt is running or due within a minute. */
export function isBusy({ status, next_retry_at }: Owed, now: number): boolean {
  if (!(OPEN_STATUSES as readonly string[]).includes(status)) return false
  return next_retry_at === null || Date.parse(next_retry_at) <= now + SOON_MS
}

/** How long a page that shows these deliveries may wait before it asks again. */
export function refreshMs(deliveries: readonly Owed[] | undefined, now: number = Date.now()): number {
  return deliveries?.some((delivery) => isBusy(delivery, now)) ? BUSY_MS : IDLE_MS
}

import type { Clock } from "../core/clock"
import type { Db } from "../store/db"
import { drawWakeup } from "../store/wakeups"
import { AtOnce } from "./_at-once"
import type { RedisLine } from "./_redis-line"

/** One wake-up for a burst at once and one per interval, and one for each interval of later due times. */
const NOW_EVERY_MS = 20
const LATER_BUCKET_MS = 250
/** With more unanswered commands, Redis is slow or stuck: no later wake-up is sent, and workers time what is due themselves. */
const MAX_UNANSWERED = 100

/**
 * Wake-ups through Redis, at once or later; each wakes one worker. Redis stores nothing that the rows do not have, and may
 * be away, slow or emptied at any time: what it does not take wakes the workers that poll.
 */
export class RedisWakeups {
  private readonly waking: AtOnce
  private unansweredCount = 0

  constructor(
    private readonly line: RedisLine,
    private readonly db: Db,
    private readonly clock: Clock
  ) {
    this.waking = new AtOnce(NOW_EVERY_MS, () => this.wakeOne())
  }

  /** Wakes one worker: at once, or within 20 ms of the last time. @returns when the one has left that leaves at once. */
  now(): Promise<void> {
    return this.waking.trigger()
  }

  /** Wakes one worker at an instant of this process's clock, or up to 250 ms later. */
  at(instant: Date): void {
    if (this.unansweredCount >= MAX_UNANSWERED) return
    this.unansweredCount++
    const bucket = Math.ceil(instant.getTime() / LATER_BUCKET_MS)
    const delay = Math.max(0, bucket * LATER_BUCKET_MS - this.clock.now().getTime())
    // BullMQ ignores a job whose id exists: all deliveries that are due in one bucket share a wake-up.
    void this.line.add({ jobId: `at-${bucket}`, delay }).finally(() => this.unansweredCount--)
  }

  /** Sends the wake-up that is still to be sent, and none after it. */
  async close(): Promise<void> {
    await this.waking.close()
  }

  private async wakeOne(): Promise<void> {
    // With the database away, too, the sweep finds the delivery.
    if (!(await this.line.add({}))) await drawWakeup(this.db).catch(() => undefined)
  }
}

import { setTimeout as sleep } from "node:timers/promises"
import { wakeupCount } from "../store/wakeups"
import type { Db } from "../store/db"

const POLL_MS = 40
/** While wake-ups come: what follows one soon is found sooner. */
const BUSY_POLL_MS = 10
const BUSY_FOR_MS = 5_000
/** The database is away: the worker's loop says so. */
const FAILED_PAUSE_MS = 1_000

/** Looks at the count of wake-ups while none is heard: short polls of one cheap statement, one at a time. */
export class WakeupPolls {
  private polling = false
  private run: Promise<void> = Promise.resolve()

  constructor(
    private readonly db: Db,
    private readonly onWakeup: () => void,
    private readonly wakeEveryMs = Number.POSITIVE_INFINITY
  ) {}

  /** Starts to poll, and wakes once: wake-ups may have been missed before. A second call does nothing. */
  start(): void {
    if (this.polling) return
    this.polling = true
    this.run = this.run.then(() => this.poll())
  }

  /** Ends the polls; at once, but for the statement that runs. */
  async stop(): Promise<void> {
    this.polling = false
    await this.run
  }

  private async poll(): Promise<void> {
    let last: string | null = null
    let movedMs = -BUSY_FOR_MS
    let wokenMs = performance.now()
    while (this.polling) {
      const count = await wakeupCount(this.db).catch(() => null)
      const nowMs = performance.now()
      const isMoved = count !== null && count !== last
      // The first look finds what came before it, which is no sign of more.
      if (isMoved && last !== null) movedMs = nowMs
      if (isMoved) last = count
      if (this.polling && (isMoved || nowMs - wokenMs >= this.wakeEveryMs)) {
        wokenMs = nowMs
        this.onWakeup()
      }
      const pauseMs = nowMs - movedMs < BUSY_FOR_MS ? BUSY_POLL_MS : POLL_MS
      await sleep(count === null ? FAILED_PAUSE_MS : pauseMs)
    }
  }
}

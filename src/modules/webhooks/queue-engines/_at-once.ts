import { within } from "../../../utils/within"

/** With the database away, the end of the process must not wait for it. */
const CLOSE_WITHIN_MS = 1_000

/**
 * Does the first of a burst at once, and what follows it once per interval: hundreds of publishes are a few wake-ups, and
 * one publish waits for nothing. Never two at a time.
 */
export class AtOnce {
  private timer: NodeJS.Timeout | null = null
  private working: Promise<void> = Promise.resolve()
  private resting = false
  private again = false
  private closed = false

  /** @param work must not reject. */
  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>
  ) {}

  /** Does the work now, or at the end of the interval that runs. @returns when the work is done that begins now. */
  async trigger(): Promise<void> {
    if (this.closed) return
    if (!this.resting) return this.begin()
    this.again = true
    // The process must not end before what it still has to do.
    this.timer?.ref()
  }

  /** Does what is still to be done, if that takes no longer than a second, and nothing after it. */
  async close(): Promise<void> {
    this.closed = true
    if (this.timer) clearTimeout(this.timer)
    const done = this.working.then(() => (this.again ? this.work() : undefined))
    await within(CLOSE_WITHIN_MS, done).catch(() => undefined)
  }

  private begin(): Promise<void> {
    this.resting = true
    this.again = false
    const rested = new Promise<void>((resolve) => {
      this.timer = setTimeout(resolve, this.everyMs)
      this.timer.unref()
    })
    this.working = this.work()
    void Promise.all([this.working, rested]).then(() => {
      this.resting = false
      if (this.again && !this.closed) void this.begin()
    })
    return this.working
  }
}

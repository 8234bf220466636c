import type { Logger } from "@medusajs/framework/types"
import { OnceAMinute } from "../core/once-a-minute"
import type { EngineProblem } from "../queue-engine"

/** Whether claims succeed: for health, and for the log, which gets a line when they begin to fail, one a minute, and one when they succeed again. */
export class ClaimRecord {
  private claimedAt: Date | null = null
  private current: EngineProblem | null = null
  private readonly lines = new OnceAMinute()

  constructor(private readonly logger: Logger) {}

  /** When the database last answered a claim. */
  get lastAt(): Date | null {
    return this.claimedAt
  }

  /** Why nothing is claimed; `null` while the last claim succeeded. */
  get problem(): EngineProblem | null {
    return this.current
  }

  /** The database answered a claim. */
  succeeded(): void {
    this.claimedAt = new Date()
    if (!this.current) return
    const seconds = Math.round((this.claimedAt.getTime() - this.current.since.getTime()) / 1_000)
    this.logger.info(`webhooks: deliveries are claimed again, after ${seconds} s`)
    this.current = null
  }

  /** A claim failed: nothing is sent by this process until the next one succeeds. */
  failed(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `deliveries can't be claimed, so this process sends nothing; it tries again every second: ${reason}`
    this.current = { code: "claims_fail", message, since: this.current?.since ?? new Date() }
    if (this.lines.count("claim", performance.now()) !== null) this.logger.error(`webhooks: ${message}`)
  }
}

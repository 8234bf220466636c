import { createHash } from "node:crypto"
import { lockSeconds } from "../core/lockout"

interface Guesses {
  failures: number
  lockedUntilMs: number
}

/** Longer than the longest lock. */
const FORGOTTEN_AFTER_MS = 3_600_000

/** Counts failures in memory, for what has no row: ids that nobody has, and addresses. Holds a bounded number of them. */
export class GuessLimiter {
  /** In the order of their last failure. */
  private readonly guesses = new Map<string, Guesses & { failedMs: number }>()

  constructor(
    private readonly freeFailures: number,
    private readonly maxEntries: number
  ) {}

  /** Until when this one is not looked at; `null` when it is. */
  lockedUntil(key: string, now: Date): Date | null {
    const found = this.guesses.get(short(key))
    return found && found.lockedUntilMs > now.getTime() ? new Date(found.lockedUntilMs) : null
  }

  fail(key: string, now: Date): void {
    const name = short(key)
    const nowMs = now.getTime()
    const found = this.guesses.get(name)
    const failures = found && nowMs - found.failedMs < FORGOTTEN_AFTER_MS ? found.failures + 1 : 1
    this.guesses.delete(name)
    this.guesses.set(name, {
      failures,
      failedMs: nowMs,
      lockedUntilMs: nowMs + lockSeconds(failures, this.freeFailures) * 1_000,
    })
    const [oldest] = this.guesses.keys()
    if (this.guesses.size > this.maxEntries && oldest !== undefined) this.guesses.delete(oldest)
  }
}

/** Of the same size however long the given text is. */
function short(key: string): string {
  return createHash("sha256").update(key).digest("base64url")
}

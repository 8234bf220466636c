import { createHash } from "node:crypto"
import { lockSeconds } from "../core/lockout"

interface Guesses {
  failures: number
  lockedUntilMs: number
}

/** A failure is forgotten after this long; longer than the longest lock. */
const FORGOTTEN_AFTER_MS = 3_600_000

/** Counts wrong passwords in memory, for keys that have no row: unknown application ids, and IP addresses. Holds a bounded number of keys. */
export class GuessLimiter {
  /** By hashed key, in the order of the last failure. */
  private readonly guesses = new Map<string, Guesses & { failedMs: number }>()

  constructor(
    private readonly freeFailures: number,
    private readonly maxEntries: number
  ) {}

  /** @returns until when a key is locked; `null` when it is not. */
  lockedUntil(key: string, now: Date): Date | null {
    const found = this.guesses.get(short(key))
    return found && found.lockedUntilMs > now.getTime() ? new Date(found.lockedUntilMs) : null
  }

  /** Counts a failure of a key. Forgets the key that failed longest ago when there are too many. */
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

/** A hash: entries have the same size, however long the given key is. */
function short(key: string): string {
  return createHash("sha256").update(key).digest("base64url")
}

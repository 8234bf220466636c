/**
 * A queue engine decides when a worker claims due deliveries. The rows decide which are due: an engine may claim too
 * often, and must not hold any state that the rows do not have.
 */
export interface QueueEngine {
  /** Starts to claim. Keeps trying when Postgres or Redis can't be reached. */
  start(): Promise<void>
  /**
   * A wake-up: a delivery may be due, now or at an instant. Called after a commit, in every process, also in one that never
   * sends. Never rejects: the sweep makes up for a lost wake-up.
   *
   * @returns when the wake-up has left the process; a caller that goes on need not wait.
   */
  wake(at?: Date): Promise<void>
  /** The engine's state in this process. */
  health(): EngineState
  /** Stops claiming, waits until the attempts in flight are settled, and releases unused leases. */
  stop(): Promise<void>
}

/** An engine's state in one process. */
export interface EngineState {
  id: string
  /** Whether the engine claims; false in a process that does not send, and while shutting down. */
  running: boolean
  /** Attempts in flight in this process. */
  in_flight_count: number
  /** Whether wake-ups from other processes arrive, proven by one that did; `null` when that was not tried yet. */
  reminders: boolean | null
  /** When a wake-up from a process, this one included, last arrived. */
  last_reminder_at: Date | null
  /** When the database last answered a claim. */
  last_claim_at: Date | null
  /** What keeps this process from sending, or from sending at once; empty when nothing does. */
  problems: EngineProblem[]
}

/** Something that is wrong now, for staff and monitors. */
export interface EngineProblem {
  /** `claims_fail`: nothing is claimed; `reminders_lost`: deliveries wait for the sweep. */
  code: "claims_fail" | "reminders_lost"
  /** Says what is wrong, and what mends it. */
  message: string
  since: Date
}

/** The right of this process to attempt a delivery, until the lease expires. */
export interface Lease {
  /** Bytes of the payload that the lease keeps in memory. */
  sizeBytes: number
  /**
   * Makes the attempt; resolves when the receiver has answered, so that the slot is free for the next request. `settled`
   * resolves when the outcome is written, and rejects when it can't be: the lease expires, and the delivery is sent again.
   */
  attempt(): Promise<{ settled: Promise<void> }>
  /** False when the lease is too old for a whole attempt. */
  isFresh(): boolean
}

/** The work that an engine schedules; the dispatcher implements it. */
export interface DueWork {
  /**
   * Leases at most `limit` due deliveries. `lookAgainMs` is when a rate limit allows the next one, in milliseconds; `null`
   * when no rate limit holds a delivery back.
   */
  claim(limit: number): Promise<{ leases: Lease[]; lookAgainMs: number | null }>
  /** Releases leases that were not used. */
  release(leases: readonly Lease[]): Promise<void>
  /** Milliseconds until the next delivery becomes due; `null` when none is pending. */
  msUntilNextDue(): Promise<number | null>
}

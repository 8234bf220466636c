/**
 * What makes due deliveries run. The rows decide what is due; an engine only remembers to look, may look too often,
 * and must not keep anything that is not in the rows.
 */
export interface QueueEngine {
  /** Begins to work. A worker that can't reach its stores keeps trying. */
  start(): Promise<void>
  /**
   * Says that something may be due: now, or at an instant. Called after a commit, in every process, also in one that never
   * sends. Never throws and never waits: a lost reminder is made good by the sweep.
   */
  wake(at?: Date): void
  /** How it is, in this process. */
  health(): EngineState
  /** Claims nothing more, waits for the attempts in flight to be settled, gives back what it holds. */
  stop(): Promise<void>
}

export interface EngineState {
  id: string
  /** Working in this process; false in one that does not send, and while shutting down. */
  running: boolean
  /** Attempts in flight in this process. */
  in_flight_count: number
  /** Whether reminders get through from other processes; `null` where that was not tried yet. */
  reminders: boolean | null
}

/** A delivery that this process alone may attempt for a while. */
export interface Lease {
  /** Of the payload that it keeps in memory. */
  sizeBytes: number
  /**
   * Sends. `settled` rejects when the outcome could not be written: the lease runs out and the sweep takes over. Apart from the
   * sending, so that the slot is free for the next request while this one's outcome is written.
   */
  attempt(): Promise<{ settled: Promise<void> }>
  /** False once too little of the lease is left for a whole attempt. */
  isFresh(): boolean
}

/** The work as an engine sees it. */
export interface DueWork {
  /**
   * Leases at most `limit` due deliveries. `lookAgainMs` says when a rate limit lets more through; `null` when none
   * holds anything back.
   */
  claim(limit: number): Promise<{ leases: Lease[]; lookAgainMs: number | null }>
  /** Gives leases back untouched. */
  release(leases: readonly Lease[]): Promise<void>
  /** Milliseconds until the next delivery is due that is not due yet; `null` when nothing is owed. */
  msUntilNextDue(): Promise<number | null>
}

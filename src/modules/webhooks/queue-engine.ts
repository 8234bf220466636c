/**
 * What makes due deliveries run. The rows decide what is due; an engine only remembers to look, may look too often,
 * and must not keep anything that is not in the rows.
 */
export interface QueueEngine {
  /** Begins to work. Resolves once it does; a worker that cannot reach its store keeps trying. */
  start(): Promise<void>
  /**
   * Says that something may be due now: called after a commit, in every process, also in one that never sends.
   * Never throws and never waits: a lost wake-up is made good by the sweep.
   */
  wake(): void
  /** Claims nothing more, waits for the attempts in flight to be settled, gives back what it holds. */
  stop(): Promise<void>
}

/** The work as an engine sees it. */
export interface DueWork {
  /** Claims at most `limit` due deliveries. @returns one function per delivery, which attempts and settles it. */
  claim(limit: number): Promise<(() => Promise<void>)[]>
  /** Milliseconds until the next delivery is due that is not due yet; `null` when nothing is owed. */
  msUntilNextDue(): Promise<number | null>
}

import { setTimeout as sleep } from "node:timers/promises"

/** Limits of a group commit. */
export interface GroupCommitOptions {
  /** Items in one write at most. */
  maxBatch: number
  /** For how long a failed write is retried. */
  retryForMs: number
  /** The first pause between two retries; each further pause is twice as long. */
  retryPauseMs: number
}

/** A batch of this size is followed by another one within a moment: the next write waits for it, so that one statement carries both. */
const BUSY_BATCH = 16
const GATHER_MS = 3

/**
 * Group commit: while one batch is being written, items that arrive meanwhile are collected for the next batch. Under load
 * one statement carries many attempts; a single attempt is written at once.
 */
export class GroupCommit<T> {
  private waiting: { item: T; resolve: () => void; reject: (error: unknown) => void }[] = []
  private writing = false

  /** @param write one statement (or transaction) for the whole batch; the same batch may be written again. */
  constructor(
    private readonly write: (batch: T[]) => Promise<void>,
    private readonly options: GroupCommitOptions
  ) {}

  /** Resolves once the item is written. @throws the error of `write`, when retrying its batch did not help. */
  add(item: T): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      if (!this.writing) void this.drain()
    })
  }

  private async drain(): Promise<void> {
    this.writing = true
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.options.maxBatch)
      try {
        await this.written(batch.map(({ item }) => item))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
      if (batch.length >= BUSY_BATCH && this.waiting.length < this.options.maxBatch / 2) await sleep(GATHER_MS)
    }
    this.writing = false
  }

  /** Retries a failed write: a delivery that was sent and never settled would be sent again. */
  private async written(items: T[]): Promise<void> {
    const giveUpAt = performance.now() + this.options.retryForMs
    for (let pauseMs = this.options.retryPauseMs; ; pauseMs *= 2) {
      try {
        return await this.write(items)
      } catch (error) {
        if (performance.now() + pauseMs > giveUpAt) throw error
        await sleep(pauseMs)
      }
    }
  }
}

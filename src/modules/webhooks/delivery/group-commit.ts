import { setTimeout as sleep } from "node:timers/promises"

export interface GroupCommitOptions {
  maxBatch: number
  /** How long a write that failed is tried again, the first pause of many, each twice as long. */
  retryForMs: number
  retryPauseMs: number
}

/** After a batch of so many there will be as many again in a moment: the next waits for them, one statement instead of two. */
const BUSY_BATCH = 16
const GATHER_MS = 3

/**
 * Group commit: while one batch is being written, what finishes meanwhile gathers for the next. Under load a
 * statement carries many attempts; alone, an attempt is written at once.
 */
export class GroupCommit<T> {
  private waiting: { item: T; resolve: () => void; reject: (error: unknown) => void }[] = []
  private writing = false

  /** @param write one statement (or transaction) for the whole batch; the same batch may be written again. */
  constructor(
    private readonly write: (batch: T[]) => Promise<void>,
    private readonly options: GroupCommitOptions
  ) {}

  /** Resolves once the item is durable. @throws what `write` threw for its batch, again and again. */
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

  /** What was sent and is not written down would be sent again: a database that is away for a moment is waited for. */
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

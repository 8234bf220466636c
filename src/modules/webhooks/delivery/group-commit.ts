import { setTimeout as sleep } from "node:timers/promises"

/** How a group commit writes. */
export interface GroupCommitOptions<T> {
  /** Items in one write at most. */
  maxBatch: number
  /** For how long a failed write is retried. */
  retryForMs: number
  /** The first pause between two retries; each further pause is twice as long. */
  retryPauseMs: number
  /** Whether an error means that an item can't be written, rather than that nothing can be written now. */
  isRefusal(error: unknown): boolean
  /** What is written instead of the one item that was refused. */
  instead(item: T, error: unknown): T
}

interface Waiting<T> {
  item: T
  resolve: () => void
  reject: (error: unknown) => void
}

/** A batch of this size is followed by another one within a moment: the next write waits for it, so that one statement carries both. */
const BUSY_BATCH = 16
const GATHER_MS = 3

/**
 * Group commit: while one batch is being written, items that arrive meanwhile are collected for the next batch. Under load
 * one statement carries many attempts; a single attempt is written at once.
 */
export class GroupCommit<T> {
  private waiting: Waiting<T>[] = []
  private writing = false

  /** @param write one statement (or transaction) for the whole batch; the same batch may be written again. */
  constructor(
    private readonly write: (batch: T[]) => Promise<void>,
    private readonly options: GroupCommitOptions<T>
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
      await this.finish(batch)
      if (batch.length >= BUSY_BATCH && this.waiting.length < this.options.maxBatch / 2) await sleep(GATHER_MS)
    }
    this.writing = false
  }

  /** Writes a batch, and halves one that is refused until the refused item is alone: it must not keep back, or repeat, the others. */
  private async finish(batch: Waiting<T>[]): Promise<void> {
    try {
      await this.written(batch.map(({ item }) => item))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      if (!this.options.isRefusal(error)) {
        for (const { reject } of batch) reject(error)
      } else if (batch.length > 1) {
        const middle = Math.ceil(batch.length / 2)
        await this.finish(batch.slice(0, middle))
        await this.finish(batch.slice(middle))
      } else for (const one of batch) await this.finishInstead(one, error)
    }
  }

  private async finishInstead({ item, resolve, reject }: Waiting<T>, error: unknown): Promise<void> {
    await this.written([this.options.instead(item, error)]).then(resolve, reject)
  }

  /** Retries a failed write: a delivery that was sent and never settled would be sent again. */
  private async written(items: T[]): Promise<void> {
    const giveUpAt = performance.now() + this.options.retryForMs
    for (let pauseMs = this.options.retryPauseMs; ; pauseMs *= 2) {
      try {
        return await this.write(items)
      } catch (error) {
        if (this.options.isRefusal(error)) throw error
        if (performance.now() + pauseMs > giveUpAt) throw error
        await sleep(pauseMs)
      }
    }
  }
}

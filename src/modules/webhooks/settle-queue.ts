/**
 * Group commit: while one batch is being written, what finishes meanwhile gathers for the next. Under load a
 * statement carries many attempts; alone, an attempt is written at once.
 */
export class SettleQueue<T> {
  private waiting: { item: T; resolve: () => void; reject: (error: unknown) => void }[] = []
  private writing = false

  /** @param write one statement (or transaction) for the whole batch. */
  constructor(
    private readonly write: (batch: T[]) => Promise<void>,
    private readonly max_batch: number
  ) {}

  /** Resolves once the item is durable. @throws what `write` threw for its batch. */
  add(item: T): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject })
      if (!this.writing) void this.drain()
    })
  }

  private async drain(): Promise<void> {
    this.writing = true
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.max_batch)
      try {
        await this.write(batch.map(({ item }) => item))
        for (const { resolve } of batch) resolve()
      } catch (error) {
        for (const { reject } of batch) reject(error)
      }
    }
    this.writing = false
  }
}

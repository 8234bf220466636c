/** Runs a few pieces of work at a time, lets some more wait, and refuses the rest: work that costs CPU can't pile up. */
export class ConcurrencyLimit {
  private inside = 0
  private readonly waiting: (() => void)[] = []

  constructor(
    private readonly maxInside: number,
    private readonly maxWaiting: number
  ) {}

  /** @returns the work's result; `null`, without starting it, when too much work is waiting already. */
  async run<T extends object>(work: () => Promise<T>): Promise<T | null> {
    if (this.inside < this.maxInside) this.inside++
    else if (this.waiting.length >= this.maxWaiting) return null
    // Finished work hands its place to the next one in the queue, so that newer work can't overtake it.
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.inside--
    }
  }
}

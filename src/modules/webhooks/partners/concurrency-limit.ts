/** Lets a few in at a time, some more wait, and turns the rest away: work that costs CPU can't pile up. */
export class ConcurrencyLimit {
  private inside = 0
  private readonly waiting: (() => void)[] = []

  constructor(
    private readonly maxInside: number,
    private readonly maxWaiting: number
  ) {}

  /** @returns what the work gives, or `null` without having begun it when too many wait already. */
  async run<T extends object>(work: () => Promise<T>): Promise<T | null> {
    if (this.inside < this.maxInside) this.inside++
    else if (this.waiting.length >= this.maxWaiting) return null
    // Whoever leaves hands its place on, so nobody slips in between.
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

import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"

export interface BatcherOptions {
  /** Items of one batch at most. */
  maxCount: number
  /** How long the first of a batch waits for others. */
  windowMs: number
  /** How long it waits while the process has better things to do: what is put off then is done in fewer, larger batches. */
  longestWindowMs: number
  /** Of a window's time; a process that computes for more than that is busy. */
  busyShare: number
  /** One that comes this soon after a batch ended waits for nobody: its caller hands over one at a time. */
  serialMs: number
}

interface Waiting<Item> {
  item: Item
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Does together what comes at about the same time, by key. Each `add` settles as its own item fared: a batch that fails is
 * done again one by one, so the work must bear to be repeated.
 */
export class Batcher<Item> {
  private readonly queues = new Map<string, Waiting<Item>[]>()
  private endedAt = 0

  constructor(
    private readonly work: (key: string, items: Item[]) => Promise<void>,
    private readonly options: BatcherOptions
  ) {}

  /** Resolves once the item is done. @throws what the work threw when it was given this item alone. */
  add(key: string, item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.queues.get(key)
      if (queue) return void queue.push({ item, resolve, reject })
      this.queues.set(key, [{ item, resolve, reject }])
      void this.drain(key)
    })
  }

  private async drain(key: string): Promise<void> {
    const { maxCount, serialMs } = this.options
    if (Date.now() - this.endedAt >= serialMs) await this.gather(key)
    for (let queue = this.queues.get(key) ?? []; queue.length > 0;) {
      await this.settle(key, queue.splice(0, maxCount))
    }
    this.queues.delete(key)
  }

  private async gather(key: string): Promise<void> {
    const { maxCount, windowMs, longestWindowMs, busyShare } = this.options
    for (let waitedMs = 0; waitedMs < longestWindowMs; waitedMs += windowMs) {
      const before = performance.eventLoopUtilization()
      await sleep(windowMs)
      const isFull = (this.queues.get(key)?.length ?? 0) >= maxCount
      if (isFull || performance.eventLoopUtilization(before).utilization < busyShare) return
    }
  }

  private async settle(key: string, batch: Waiting<Item>[]): Promise<void> {
    try {
      await this.work(
        key,
        batch.map(({ item }) => item)
      )
      // Before anybody is told: the next may come at once.
      this.endedAt = Date.now()
      for (const { resolve } of batch) resolve()
    } catch (error) {
      const [only, second] = batch
      if (only && !second) return only.reject(error)
      for (const one of batch) await this.settle(key, [one])
    }
  }
}

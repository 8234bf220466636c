import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"

export interface BatcherOptions {
  /** Items in one batch at most. */
  maxCount: number
  /** Milliseconds that the first item of a batch waits for others. */
  windowMs: number
  /** Milliseconds that it waits at most while the process is busy: the work is done later, in fewer and larger batches. */
  longestWindowMs: number
  /** Share of a window's time (0–1): a process that computes for more than that is busy. */
  busyShare: number
  /** Milliseconds: an item that arrives this soon after a batch ended does not wait, because its caller adds one item at a time. */
  serialMs: number
}

interface Waiting<Item> {
  item: Item
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Batches items that arrive at about the same time, by key. Each `add` settles by the result of its own item: after a failed
 * batch, the items are tried again one by one, so the work has to be repeatable.
 */
export class Batcher<Item> {
  private readonly queues = new Map<string, Waiting<Item>[]>()
  private endedAt = 0

  constructor(
    private readonly work: (key: string, items: Item[]) => Promise<void>,
    private readonly options: BatcherOptions
  ) {}

  /** Adds an item; resolves when the work for it is done. @throws the error that the work threw for this item alone. */
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
      // Before the callers' promises settle: a caller may add its next item at once.
      this.endedAt = Date.now()
      for (const { resolve } of batch) resolve()
    } catch (error) {
      const [only, second] = batch
      if (only && !second) return only.reject(error)
      for (const one of batch) await this.settle(key, [one])
    }
  }
}

import type { Logger } from "@medusajs/framework/types"
import { setTimeout as sleep } from "node:timers/promises"
import type { DueWork, Lease } from "../queue-engine"
import { Signal } from "./_signal"

export interface WorkerLoopOptions {
  /** Requests in flight in this process. */
  workerConcurrency: number
  /** The longest the pump sleeps between looks. */
  sweepIntervalMs: number
  /** Whether the pump times the next due delivery itself; an engine with delayed reminders does not need it to. */
  timesNextDue: boolean
  /** A claim came back full: there may be work for others too. */
  onFullBatch?: () => void
}

/** While many requests are in flight, a claim waits this long for more of them to end: one for twenty slots instead of one for two. */
const GATHER_MS = 5

/** Of requests in flight, where there are more slots: so many make a worker busy. */
const BUSY_AT = 64

/** Of one claim, and of the prefetched: more would be one large answer, and leases that grow old while other workers are idle. */
const MAX_CLAIM = 256

/** Of payloads. A claim of the largest events, 256 KiB each, may come on top once, and each body that is being sent. */
const MAX_HELD_BYTES = 67_108_864

/** After a claim failed (the database is away), wait this long instead of asking in a tight loop. */
const CLAIM_FAILED_PAUSE_MS = 1_000

/**
 * The loop that every engine shares: keeps the slots of this process busy from a few prefetched leases, refills them
 * in batches, and looks for more when woken, when they run low, and at every sweep.
 */
export class WorkerLoop {
  private readonly signal = new Signal()
  /** Requests on the wire, and outcomes that are not written yet. */
  private readonly inFlight = new Set<Promise<void>>()
  private readonly unsettled = new Set<Promise<void>>()
  private prefetched: Lease[] = []
  /** From the claim until the outcome is written. */
  private heldBytes = 0
  private loop: Promise<void> | null = null
  private stopping = false
  /** Whether the last claim left nothing behind: until poked, claiming again would be idle work. */
  private drained = false
  /** A rate limit holds something back for this long. */
  private lookAgainMs: number | null = null

  constructor(
    private readonly work: DueWork,
    private readonly options: WorkerLoopOptions,
    private readonly logger: Logger
  ) {}

  get running(): boolean {
    return this.loop !== null && !this.stopping
  }

  get inFlightCount(): number {
    return this.inFlight.size
  }

  start(): void {
    this.loop ??= this.run()
  }

  /** Something may be due. */
  wake(): void {
    this.drained = false
    this.signal.raise()
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.signal.raise()
    await this.loop
    await this.giveBack(this.prefetched)
    await Promise.all(this.inFlight)
    await Promise.all(this.unsettled)
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.signal.lower()
      try {
        if (this.wantsMore()) {
          if (this.gathers()) await sleep(GATHER_MS)
          await this.refill()
        }
        this.launch()
        if (this.wantsMore()) continue
        if (await this.signal.wait(await this.pauseMs())) this.drained = false
      } catch (error) {
        this.logger.error(`webhooks: could not claim deliveries, trying again: ${String(error)}`)
        await this.signal.wait(CLAIM_FAILED_PAUSE_MS)
        this.drained = false
      }
    }
  }

  private wantsMore(): boolean {
    if (this.stopping || this.drained || this.heldBytes >= MAX_HELD_BYTES) return false
    return this.prefetched.length < this.mostPrefetched() / 2 && this.roomFor() > 0
  }

  /** Leases that may be held on top: what is sent and what waits to be written counts, so that a slow database stops the sending. */
  private roomFor(): number {
    const mostCount = this.options.workerConcurrency + this.mostPrefetched()
    return mostCount - this.prefetched.length - this.inFlight.size - this.unsettled.size
  }

  private mostPrefetched(): number {
    return Math.min(this.options.workerConcurrency, MAX_CLAIM)
  }

  private gathers(): boolean {
    const busyAt = Math.min(this.options.workerConcurrency, BUSY_AT)
    return this.inFlight.size >= busyAt / 4 && this.inFlight.size + this.prefetched.length > busyAt / 2
  }

  private async refill(): Promise<void> {
    const limit = Math.min(this.roomFor(), MAX_CLAIM)
    // Set before the claim: a poke that comes meanwhile clears it again.
    this.drained = true
    const { leases, lookAgainMs } = await this.work.claim(limit)
    this.lookAgainMs = lookAgainMs
    for (const { sizeBytes } of leases) this.heldBytes += sizeBytes
    this.prefetched.push(...leases)
    if (leases.length === limit) {
      this.drained = false
      this.options.onFullBatch?.()
    }
  }

  private launch(): void {
    while (this.prefetched.length > 0 && this.inFlight.size < this.options.workerConcurrency) {
      const lease = this.prefetched.shift() as Lease
      if (lease.isFresh()) this.attempt(lease)
      else void this.giveBack([lease])
    }
  }

  private attempt(lease: Lease): void {
    const sending = this.send(lease).finally(() => {
      this.inFlight.delete(sending)
      // A slot came free, of this process and of the subscription: more may be claimed.
      this.wake()
    })
    this.inFlight.add(sending)
  }

  private async send(lease: Lease): Promise<void> {
    const failed = (error: unknown) =>
      this.logger.error(`webhooks: an attempt could not be settled, its delivery will be sent again: ${String(error)}`)
    try {
      const { settled } = await lease.attempt()
      const settling = settled.catch(failed).finally(() => {
        this.unsettled.delete(settling)
        this.heldBytes -= lease.sizeBytes
        this.wake()
      })
      this.unsettled.add(settling)
    } catch (error) {
      this.heldBytes -= lease.sizeBytes
      failed(error)
    }
  }

  private async giveBack(leases: Lease[]): Promise<void> {
    if (leases.length === 0) return
    for (const { sizeBytes } of leases) this.heldBytes -= sizeBytes
    await this.work.release(leases).catch((error) => {
      this.logger.warn(`webhooks: leases could not be given back, they run out by themselves: ${String(error)}`)
    })
  }

  private async pauseMs(): Promise<number> {
    const { timesNextDue } = this.options
    const sweepIntervalMs = Math.min(this.options.sweepIntervalMs, this.lookAgainMs ?? Number.POSITIVE_INFINITY)
    // While attempts are in flight each of them pokes; asking for the next due time would be idle work.
    if (!timesNextDue || this.inFlight.size > 0) return sweepIntervalMs
    return Math.min(sweepIntervalMs, (await this.work.msUntilNextDue()) ?? sweepIntervalMs)
  }
}

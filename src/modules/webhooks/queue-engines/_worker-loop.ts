import type { Logger } from "@medusajs/framework/types"
import { setTimeout as sleep } from "node:timers/promises"
import type { DueWork, Lease } from "../queue-engine"
import { ClaimRecord } from "./_claim-record"
import { Signal } from "./_signal"

/** How a worker loop claims. */
export interface WorkerLoopOptions {
  /** Requests in flight in this process. */
  workerConcurrency: number
  /** Milliseconds between sweeps: the loop claims at least this often. */
  sweepIntervalMs: number
  /** Whether the loop sets a timer for the next due delivery; an engine does not need one while its delayed wake-ups work. */
  timesNextDue: () => boolean
  /** Called when a claim was full: there may be a backlog for other workers, too. */
  onFullBatch?: () => void
}

/** While many requests are in flight, a claim waits this long for more slots to become free: one claim for twenty slots instead of ten claims for two. */
const GATHER_MS = 5

/** Requests in flight that make a worker busy, if it has more slots than this. */
const BUSY_AT = 64

/** Deliveries in one claim, and prefetched leases. More would be one large answer, and leases that grow old while other workers are idle. */
const MAX_CLAIM = 256

/** Bytes of payloads after which no more is claimed. One claim of the largest events (256 KiB each) may come on top, and the bodies that are being sent. */
const MAX_HELD_BYTES = 67_108_864

/** Pause after a failed claim (the database is away), instead of a tight loop. */
const CLAIM_FAILED_PAUSE_MS = 1_000

/**
 * The worker loop that every engine shares: fills the slots of this process from a few prefetched leases, and claims more
 * when it is woken, when the prefetched leases run low, and at every sweep.
 */
export class WorkerLoop {
  private readonly signal = new Signal()
  /** Requests on the wire. */
  private readonly inFlight = new Set<Promise<void>>()
  /** Outcomes that are not written yet. */
  private readonly unsettled = new Set<Promise<void>>()
  private prefetched: Lease[] = []
  /** Bytes of payloads, each from its claim until its outcome is written. */
  private heldBytes = 0
  private loop: Promise<void> | null = null
  private stopping = false
  /** Whether the last claim found less than it asked for: until a wake-up, another claim would find nothing. */
  private drained = false
  /** Milliseconds until a rate limit allows the next delivery. */
  private lookAgainMs: number | null = null
  /** How the claims went. */
  readonly claims: ClaimRecord

  constructor(
    private readonly work: DueWork,
    private readonly options: WorkerLoopOptions,
    private readonly logger: Logger
  ) {
    this.claims = new ClaimRecord(logger)
  }

  /** Whether the loop claims. */
  get running(): boolean {
    return this.loop !== null && !this.stopping
  }

  /** Requests on the wire. */
  get inFlightCount(): number {
    return this.inFlight.size
  }

  /** Starts the loop; a second call does nothing. */
  start(): void {
    this.loop ??= this.run()
  }

  /** A delivery may be due: the loop claims at once. */
  wake(): void {
    this.drained = false
    this.signal.raise()
  }

  /** Stops claiming, releases the prefetched leases, and waits until all attempts are settled. */
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
        this.claims.failed(error)
        await this.signal.wait(CLAIM_FAILED_PAUSE_MS)
        this.drained = false
      }
    }
  }

  private wantsMore(): boolean {
    if (this.stopping || this.drained || this.heldBytes >= MAX_HELD_BYTES) return false
    return this.prefetched.length < this.mostPrefetched() / 2 && this.roomFor() > 0
  }

  /** How many more leases may be held. Unwritten outcomes count too, so that a slow database stops the sending. */
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
    // Set before the claim: a wake-up that comes during the claim clears it again.
    this.drained = true
    const { leases, lookAgainMs } = await this.work.claim(limit)
    this.claims.succeeded()
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
      // A slot of this process and of the subscription is free: more may be claimed.
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
    // While attempts are in flight, each of them wakes the loop when it ends: no need to ask for the next due time.
    if (!timesNextDue() || this.inFlight.size > 0) return sweepIntervalMs
    return Math.min(sweepIntervalMs, (await this.work.msUntilNextDue()) ?? sweepIntervalMs)
  }
}

import { setTimeout as sleep } from "node:timers/promises"
import type { Logger } from "@medusajs/framework/types"
import type { DueWork, Lease } from "../queue-engine"
import { Signal } from "./_signal"

export interface PumpOptions {
  /** Requests in flight in this process. */
  worker_concurrency: number
  /** The longest the pump sleeps between looks. */
  sweep_interval_ms: number
  /** Whether the pump times the next due delivery itself; an engine with delayed reminders does not need it to. */
  times_next_due: boolean
  /** A claim came back full: there may be work for others too. */
  onPlenty?: () => void
}

/** While many requests are in flight, a claim waits this long for more of them to end: one for twenty slots instead of one for two. */
const GATHER_MS = 5

/** Of requests in flight, where there are more slots: so many make a worker busy. */
const BUSY_AT = 64

/** Of one claim, and of the stock: more would be one large answer, and leases that grow old while other workers are idle. */
const MAX_CLAIM = 256

/** Of payloads. A claim of the largest events, 256 KiB each, may come on top once, and each body that is being sent. */
const MAX_HELD_BYTES = 67_108_864

/** After a claim failed (the database is away), wait this long instead of asking in a tight loop. */
const CLAIM_FAILED_PAUSE_MS = 1_000

/**
 * The loop that every engine shares: keeps the slots of this process busy from a small stock of leases, refills the stock
 * in batches, and looks for more when poked, when the stock runs low, and at every sweep.
 */
export class Pump {
  private readonly signal = new Signal()
  /** Requests on the wire, and outcomes that are not written yet. */
  private readonly in_flight = new Set<Promise<void>>()
  private readonly unsettled = new Set<Promise<void>>()
  private stock: Lease[] = []
  /** From the claim until the outcome is written. */
  private held_bytes = 0
  private loop: Promise<void> | null = null
  private stopping = false
  /** Whether the last claim left nothing behind: until poked, claiming again would be idle work. */
  private drained = false
  /** A rate limit holds something back for this long. */
  private look_again_ms: number | null = null

  constructor(
    private readonly work: DueWork,
    private readonly options: PumpOptions,
    private readonly logger: Logger
  ) {}

  get running(): boolean {
    return this.loop !== null && !this.stopping
  }

  get inFlightCount(): number {
    return this.in_flight.size
  }

  start(): void {
    this.loop ??= this.run()
  }

  /** Something may be due. */
  poke(): void {
    this.drained = false
    this.signal.raise()
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.signal.raise()
    await this.loop
    await this.giveBack(this.stock)
    await Promise.all(this.in_flight)
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
    if (this.stopping || this.drained || this.held_bytes >= MAX_HELD_BYTES) return false
    return this.stock.length < this.mostInStock() / 2 && this.roomFor() > 0
  }

  /** Leases that may be held on top: what is sent and what waits to be written counts, so that a slow database stops the sending. */
  private roomFor(): number {
    const most_count = this.options.worker_concurrency + this.mostInStock()
    return most_count - this.stock.length - this.in_flight.size - this.unsettled.size
  }

  private mostInStock(): number {
    return Math.min(this.options.worker_concurrency, MAX_CLAIM)
  }

  private gathers(): boolean {
    const busy_at = Math.min(this.options.worker_concurrency, BUSY_AT)
    return this.in_flight.size >= busy_at / 4 && this.in_flight.size + this.stock.length > busy_at / 2
  }

  private async refill(): Promise<void> {
    const limit = Math.min(this.roomFor(), MAX_CLAIM)
    // Set before the claim: a poke that comes meanwhile clears it again.
    this.drained = true
    const { leases, look_again_ms } = await this.work.claim(limit)
    this.look_again_ms = look_again_ms
    for (const { size_bytes } of leases) this.held_bytes += size_bytes
    this.stock.push(...leases)
    if (leases.length === limit) {
      this.drained = false
      this.options.onPlenty?.()
    }
  }

  private launch(): void {
    while (this.stock.length > 0 && this.in_flight.size < this.options.worker_concurrency) {
      const lease = this.stock.shift() as Lease
      if (lease.isFresh()) this.attempt(lease)
      else void this.giveBack([lease])
    }
  }

  private attempt(lease: Lease): void {
    const sending = this.send(lease).finally(() => {
      this.in_flight.delete(sending)
      // A slot came free, of this process and of the subscription: more may be claimed.
      this.poke()
    })
    this.in_flight.add(sending)
  }

  private async send(lease: Lease): Promise<void> {
    const failed = (error: unknown) =>
      this.logger.error(`webhooks: an attempt could not be settled, its delivery will be sent again: ${String(error)}`)
    try {
      const { settled } = await lease.attempt()
      const settling = settled.catch(failed).finally(() => {
        this.unsettled.delete(settling)
        this.held_bytes -= lease.size_bytes
        this.poke()
      })
      this.unsettled.add(settling)
    } catch (error) {
      this.held_bytes -= lease.size_bytes
      failed(error)
    }
  }

  private async giveBack(leases: Lease[]): Promise<void> {
    if (leases.length === 0) return
    for (const { size_bytes } of leases) this.held_bytes -= size_bytes
    await this.work.release(leases).catch((error) => {
      this.logger.warn(`webhooks: leases could not be given back, they run out by themselves: ${String(error)}`)
    })
  }

  private async pauseMs(): Promise<number> {
    const { times_next_due } = this.options
    const sweep_interval_ms = Math.min(this.options.sweep_interval_ms, this.look_again_ms ?? Number.POSITIVE_INFINITY)
    // While attempts are in flight each of them pokes; asking for the next due time would be idle work.
    if (!times_next_due || this.in_flight.size > 0) return sweep_interval_ms
    return Math.min(sweep_interval_ms, (await this.work.msUntilNextDue()) ?? sweep_interval_ms)
  }
}

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
    return !this.stopping && !this.drained && this.stock.length < this.options.worker_concurrency / 2 && this.roomFor() > 0
  }

  /** Leases that may be held on top: what is sent and what waits to be written counts, so that a slow database stops the sending. */
  private roomFor(): number {
    return 2 * this.options.worker_concurrency - this.stock.length - this.in_flight.size - this.unsettled.size
  }

  private gathers(): boolean {
    const { worker_concurrency } = this.options
    const free_count = worker_concurrency - this.in_flight.size - this.stock.length
    return this.in_flight.size >= worker_concurrency / 4 && free_count < worker_concurrency / 2
  }

  private async refill(): Promise<void> {
    const limit = this.roomFor()
    // Set before the claim: a poke that comes meanwhile clears it again.
    this.drained = true
    const { leases, look_again_ms } = await this.work.claim(limit)
    this.look_again_ms = look_again_ms
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
        this.poke()
      })
      this.unsettled.add(settling)
    } catch (error) {
      failed(error)
    }
  }

  private async giveBack(leases: Lease[]): Promise<void> {
    if (leases.length === 0) return
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

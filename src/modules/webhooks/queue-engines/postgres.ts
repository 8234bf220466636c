import type { Logger } from "@medusajs/framework/types"
import type { DueWork, QueueEngine } from "../queue-engine"
import type { Db } from "../store/db"
import { DueChannel } from "./_due-channel"
import { Signal } from "./_signal"

export interface PostgresEngineOptions {
  worker_concurrency: number
  sweep_interval_ms: number
}

/** After a claim failed (the database is away), wait this long instead of asking in a tight loop. */
const CLAIM_FAILED_PAUSE_MS = 1_000

/**
 * Runs deliveries in this process with nothing but Postgres. Claims as many as there are free slots, attempts them,
 * and looks again when it is woken, when a slot comes free, when the next delivery is due, and at every sweep.
 */
export class PostgresEngine implements QueueEngine {
  private readonly signal = new Signal()
  private readonly channel: DueChannel
  private readonly in_flight = new Set<Promise<void>>()
  private loop: Promise<void> | null = null
  private stopping = false

  constructor(
    private readonly work: DueWork,
    db: Db,
    private readonly options: PostgresEngineOptions,
    private readonly logger: Logger
  ) {
    this.channel = new DueChannel(db)
  }

  async start(): Promise<void> {
    if (this.loop) return
    this.loop = this.run()
    await this.channel.listen(() => this.signal.raise())
  }

  wake(): void {
    if (this.loop) this.signal.raise()
    this.channel.notify()
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.signal.raise()
    await this.loop
    await Promise.all(this.in_flight)
    await this.channel.close()
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.signal.lower()
      const free = this.options.worker_concurrency - this.in_flight.size
      try {
        const attempts = free > 0 ? await this.work.claim(free) : []
        for (const attempt of attempts) this.launch(attempt)
        // A full batch says that there may be more.
        if (attempts.length > 0 && attempts.length === free) continue
        await this.signal.wait(await this.pauseMs())
      } catch (error) {
        this.logger.error(`webhooks: could not claim deliveries, trying again: ${String(error)}`)
        await this.signal.wait(CLAIM_FAILED_PAUSE_MS)
      }
    }
  }

  private launch(attempt: () => Promise<void>): void {
    const running = attempt()
      .catch((error) => {
        // The lease runs out and the sweep takes over: the delivery is late, not lost.
        this.logger.error(`webhooks: an attempt could not be settled: ${String(error)}`)
      })
      .finally(() => {
        this.in_flight.delete(running)
        this.signal.raise()
      })
    this.in_flight.add(running)
  }

  private async pauseMs(): Promise<number> {
    // While attempts are in flight, each of them raises the signal; asking for the next due time would be idle work.
    if (this.in_flight.size > 0) return this.options.sweep_interval_ms
    const due_in_ms = await this.work.msUntilNextDue()
    return Math.min(this.options.sweep_interval_ms, due_in_ms ?? this.options.sweep_interval_ms)
  }
}

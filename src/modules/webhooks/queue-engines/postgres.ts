import type { Logger } from "@medusajs/framework/types"
import type { DueWork, EngineState, QueueEngine } from "../queue-engine"
import type { Db } from "../store/db"
import { NotifyChannel } from "./_notify-channel"
import { WorkerLoop } from "./_worker-loop"

/** The options that every engine hands to its worker loop. */
export interface EngineOptions {
  workerConcurrency: number
  sweepIntervalMs: number
}

/** The engine that needs nothing but Postgres: NOTIFY wakes workers, and a timer in each idle worker waits for the next due delivery. */
export class PostgresEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly channel: NotifyChannel

  constructor(work: DueWork, db: Db, options: EngineOptions, logger: Logger) {
    this.loop = new WorkerLoop(work, { ...options, timesNextDue: true }, logger)
    this.channel = new NotifyChannel(db)
  }

  /** @inheritdoc */
  async start(): Promise<void> {
    this.loop.start()
    await this.channel.listen(() => this.loop.wake())
  }

  /** @inheritdoc */
  wake(at?: Date): void {
    // Deliveries that are due later are found by the timer of an idle worker.
    if (at) return
    if (this.loop.running) this.loop.wake()
    this.channel.notify()
  }

  /** @inheritdoc */
  health(): EngineState {
    const { running, inFlightCount } = this.loop
    return {
      id: "postgres",
      running,
      in_flight_count: inFlightCount,
      reminders: running ? this.channel.isListening : null,
    }
  }

  /** @inheritdoc */
  async stop(): Promise<void> {
    await this.loop.stop()
    await this.channel.close()
  }
}

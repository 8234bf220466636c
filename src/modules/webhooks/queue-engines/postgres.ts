import type { Logger } from "@medusajs/framework/types"
import type { DueWork, EngineState, QueueEngine } from "../queue-engine"
import type { Db } from "../store/db"
import { NotifyChannel } from "./_notify-channel"
import { WorkerLoop } from "./_worker-loop"

export interface EngineOptions {
  workerConcurrency: number
  sweepIntervalMs: number
}

/** Runs deliveries with nothing but Postgres: workers are woken by NOTIFY, and time what is due later themselves. */
export class PostgresEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly channel: NotifyChannel

  constructor(work: DueWork, db: Db, options: EngineOptions, logger: Logger) {
    this.loop = new WorkerLoop(work, { ...options, timesNextDue: true }, logger)
    this.channel = new NotifyChannel(db)
  }

  async start(): Promise<void> {
    this.loop.start()
    await this.channel.listen(() => this.loop.wake())
  }

  wake(at?: Date): void {
    // Later ones are timed by whichever worker is idle then.
    if (at) return
    if (this.loop.running) this.loop.wake()
    this.channel.notify()
  }

  health(): EngineState {
    const { running, inFlightCount } = this.loop
    return {
      id: "postgres",
      running,
      in_flight_count: inFlightCount,
      reminders: running ? this.channel.isListening : null,
    }
  }

  async stop(): Promise<void> {
    await this.loop.stop()
    await this.channel.close()
  }
}

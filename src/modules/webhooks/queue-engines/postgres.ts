import type { Logger } from "@medusajs/framework/types"
import type { DueWork, EngineState, QueueEngine } from "../queue-engine"
import type { Db } from "../store/db"
import { DueChannel } from "./_notify-channel"
import { Pump } from "./_worker-loop"

export interface EngineOptions {
  workerConcurrency: number
  sweepIntervalMs: number
}

/** Runs deliveries with nothing but Postgres: workers are woken by NOTIFY, and time what is due later themselves. */
export class PostgresEngine implements QueueEngine {
  private readonly pump: Pump
  private readonly channel: DueChannel

  constructor(work: DueWork, db: Db, options: EngineOptions, logger: Logger) {
    this.pump = new Pump(work, { ...options, timesNextDue: true }, logger)
    this.channel = new DueChannel(db)
  }

  async start(): Promise<void> {
    this.pump.start()
    await this.channel.listen(() => this.pump.poke())
  }

  wake(at?: Date): void {
    // Later ones are timed by whichever worker is idle then.
    if (at) return
    if (this.pump.running) this.pump.poke()
    this.channel.notify()
  }

  health(): EngineState {
    const { running, inFlightCount } = this.pump
    return {
      id: "postgres",
      running,
      in_flight_count: inFlightCount,
      reminders: running ? this.channel.isListening : null,
    }
  }

  async stop(): Promise<void> {
    await this.pump.stop()
    await this.channel.close()
  }
}

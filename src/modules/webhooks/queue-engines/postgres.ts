import type { EngineState, QueueEngine } from "../queue-engine"
import { defineEngine, type EngineParts } from "./_definition"
import { NotifyChannel } from "./_notify-channel"
import { WorkerLoop } from "./_worker-loop"

/** Runs deliveries with nothing but Postgres: workers are woken by NOTIFY, and time what is due later themselves. */
class PostgresEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly channel: NotifyChannel

  constructor({ work, db, options: { workerConcurrency, sweepIntervalMs }, logger }: EngineParts) {
    this.loop = new WorkerLoop(work, { workerConcurrency, sweepIntervalMs, timesNextDue: true }, logger)
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

/** Runs when no other is asked for. */
export default defineEngine({ id: "postgres", open: (parts) => new PostgresEngine(parts) })

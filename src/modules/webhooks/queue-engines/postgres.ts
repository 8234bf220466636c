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
    const { running, inFlightCount, claims } = this.loop
    return {
      id: "postgres",
      running,
      in_flight_count: inFlightCount,
      reminders: running ? this.channel.isListening : null,
      last_reminder_at: null,
      last_claim_at: claims.lastAt,
      problems: claims.problem ? [claims.problem] : [],
    }
  }

  /** @inheritdoc */
  async stop(): Promise<void> {
    await this.loop.stop()
    await this.channel.close()
  }
}

/** Runs when no other is asked for. */
export default defineEngine({ id: "postgres", open: (parts) => new PostgresEngine(parts) })

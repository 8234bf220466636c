import type { EngineState, QueueEngine } from "../queue-engine"
import { defineEngine, type EngineParts } from "./_definition"
import { NotifyChannel } from "./_notify-channel"
import { ProvenWakeups } from "./_proven-wakeups"
import { WorkerLoop } from "./_worker-loop"

const WORDS = {
  unheard: "its own notification did not come back within 2 s",
  lost: (reason: string) =>
    `no notifications from PostgreSQL (${reason}); deliveries go on by short polls. Behind a pooler in transaction mode, ` +
    `set listenDatabaseUrl (WEBHOOKS_LISTEN_DATABASE_URL) to the database itself`,
  back: "notifications from PostgreSQL arrive again",
}

/** Runs deliveries with nothing but Postgres: workers are woken by NOTIFY, and time what is due later themselves. */
class PostgresEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly channel: NotifyChannel
  private readonly wakeups: ProvenWakeups

  constructor({ work, db, options, logger }: EngineParts) {
    const { workerConcurrency, sweepIntervalMs, listenDatabaseUrl } = options
    this.loop = new WorkerLoop(work, { workerConcurrency, sweepIntervalMs, timesNextDue: () => true }, logger)
    const onWakeup = () => this.loop.wake()
    this.channel = new NotifyChannel(db, listenDatabaseUrl, {
      onWakeup: () => {
        this.wakeups.reminders.came()
        onWakeup()
      },
      onEcho: (nonce) => {
        this.wakeups.reminders.came()
        this.wakeups.proof.heard(nonce)
      },
      onEnd: (reason) => this.wakeups.proof.broken(reason),
    })
    this.wakeups = new ProvenWakeups({ db, line: this.channel, words: WORDS, logger, onWakeup })
  }

  /** @inheritdoc */
  async start(): Promise<void> {
    this.loop.start()
    this.wakeups.start()
  }

  /** @inheritdoc */
  async wake(at?: Date): Promise<void> {
    // Deliveries that are due later are found by the timer of an idle worker.
    if (at) return
    if (this.loop.running) this.loop.wake()
    await this.channel.notify()
  }

  /** @inheritdoc */
  health(): EngineState {
    const { running, inFlightCount, claims } = this.loop
    const { problems, ...reminders } = this.wakeups.reminders.state
    return {
      id: "postgres",
      running,
      in_flight_count: inFlightCount,
      ...reminders,
      last_claim_at: claims.lastAt,
      problems: claims.problem ? [claims.problem, ...problems] : problems,
    }
  }

  /** @inheritdoc */
  async stop(): Promise<void> {
    await this.loop.stop()
    await this.wakeups.stop()
    await this.channel.close()
  }
}

/** Runs when no other is asked for. */
export default defineEngine({ id: "postgres", open: (parts) => new PostgresEngine(parts) })

import type { EngineState, QueueEngine } from "../queue-engine"
import { defineEngine, type EngineParts } from "./_definition"
import { RedisWakeups } from "./_redis-wakeups"
import { WorkerLoop } from "./_worker-loop"

/**
 * The engine for many workers: Redis wakes one worker at a time, at once or when a retry is due, so that idle workers cost
 * Postgres nothing but their sweep.
 */
class BullmqEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly wakeups: RedisWakeups

  constructor(redisUrl: string, { work, options, logger }: EngineParts) {
    const { redisPrefix, workerConcurrency, sweepIntervalMs } = options
    this.wakeups = new RedisWakeups(redisUrl, redisPrefix, logger)
    const onFullBatch = () => this.wakeups.now()
    this.loop = new WorkerLoop(work, { workerConcurrency, sweepIntervalMs, timesNextDue: false, onFullBatch }, logger)
  }

  /** @inheritdoc */
  async start(): Promise<void> {
    this.loop.start()
    this.wakeups.listen(() => this.loop.wake())
  }

  /** @inheritdoc */
  wake(at?: Date): void {
    if (at) return this.wakeups.at(at)
    // This process may send, too; the wake-up through Redis brings a second worker, in case this one can't keep up.
    if (this.loop.running) this.loop.wake()
    this.wakeups.now()
  }

  /** @inheritdoc */
  health(): EngineState {
    const { running, inFlightCount, claims } = this.loop
    return {
      id: "bullmq",
      running,
      in_flight_count: inFlightCount,
      reminders: this.wakeups.isReachable,
      last_reminder_at: null,
      last_claim_at: claims.lastAt,
      problems: claims.problem ? [claims.problem] : [],
    }
  }

  /** @inheritdoc */
  async stop(): Promise<void> {
    await this.loop.stop()
    await this.wakeups.close()
  }
}

export default defineEngine({
  id: "bullmq",
  wants: ({ redisUrl }) => redisUrl !== undefined,
  open(parts) {
    const { redisUrl } = parts.options
    // eslint-disable-next-line @medusajs/use-medusa-error-not-generic-error -- it stops the boot, no caller sees it
    if (redisUrl === undefined) throw new Error("webhooks: redisUrl (WEBHOOKS_REDIS_URL) is what engine bullmq needs")
    return new BullmqEngine(redisUrl, parts)
  },
})

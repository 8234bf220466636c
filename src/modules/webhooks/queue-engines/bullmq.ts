import type { EngineState, QueueEngine } from "../queue-engine"
import { defineEngine, type EngineParts } from "./_definition"
import { RedisWakeups } from "./_redis-wakeups"
import { WorkerLoop } from "./_worker-loop"

/**
 * Runs deliveries of many processes: Redis tells one worker at a time to look, at once or when a retry is due, so that
 * idle workers cost Postgres nothing but their sweep.
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

  async start(): Promise<void> {
    this.loop.start()
    this.wakeups.listen(() => this.loop.wake())
  }

  wake(at?: Date): void {
    if (at) return this.wakeups.at(at)
    // The one who publishes may be able to work too; whether it can keep up is for the reminder's receiver to help with.
    if (this.loop.running) this.loop.wake()
    this.wakeups.now()
  }

  health(): EngineState {
    const { running, inFlightCount } = this.loop
    return { id: "bullmq", running, in_flight_count: inFlightCount, reminders: this.wakeups.isReachable }
  }

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

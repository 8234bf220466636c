import type { Logger } from "@medusajs/framework/types"
import type { DueWork, EngineState, QueueEngine } from "../queue-engine"
import { RedisWakeups } from "./_redis-wakeups"
import { WorkerLoop } from "./_worker-loop"
import type { EngineOptions } from "./postgres"

/**
 * The engine for many workers: Redis wakes one worker at a time, at once or when a retry is due, so that idle workers cost
 * Postgres nothing but their sweep.
 */
export class BullmqEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly wakeups: RedisWakeups

  constructor(work: DueWork, redis: { url: string; prefix: string }, options: EngineOptions, logger: Logger) {
    this.wakeups = new RedisWakeups(redis.url, redis.prefix, logger)
    this.loop = new WorkerLoop(work, { ...options, timesNextDue: false, onFullBatch: () => this.wakeups.now() }, logger)
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
    const { running, inFlightCount } = this.loop
    return { id: "bullmq", running, in_flight_count: inFlightCount, reminders: this.wakeups.isReachable }
  }

  /** @inheritdoc */
  async stop(): Promise<void> {
    await this.loop.stop()
    await this.wakeups.close()
  }
}

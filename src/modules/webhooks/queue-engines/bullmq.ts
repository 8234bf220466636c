import type { Logger } from "@medusajs/framework/types"
import type { DueWork, EngineState, QueueEngine } from "../queue-engine"
import { RedisWakeups } from "./_redis-wakeups"
import { WorkerLoop } from "./_worker-loop"
import type { EngineOptions } from "./postgres"

/**
 * Runs deliveries of many processes: Redis tells one worker at a time to look, at once or when a retry is due, so that
 * idle workers cost Postgres nothing but their sweep.
 */
export class BullmqEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly wakeups: RedisWakeups

  constructor(work: DueWork, redis: { url: string; prefix: string }, options: EngineOptions, logger: Logger) {
    this.wakeups = new RedisWakeups(redis.url, redis.prefix, logger)
    this.loop = new WorkerLoop(work, { ...options, timesNextDue: false, onFullBatch: () => this.wakeups.now() }, logger)
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

import type { Logger } from "@medusajs/framework/types"
import type { DueWork, EngineState, QueueEngine } from "../queue-engine"
import { Pump } from "./_worker-loop"
import type { EngineOptions } from "./postgres"
import { RedisReminders } from "./_redis-wakeups"

/**
 * Runs deliveries of many processes: Redis tells one worker at a time to look, at once or when a retry is due, so that
 * idle workers cost Postgres nothing but their sweep.
 */
export class BullmqEngine implements QueueEngine {
  private readonly pump: Pump
  private readonly reminders: RedisReminders

  constructor(work: DueWork, redis: { url: string; prefix: string }, options: EngineOptions, logger: Logger) {
    this.reminders = new RedisReminders(redis.url, redis.prefix, logger)
    this.pump = new Pump(work, { ...options, timesNextDue: false, onPlenty: () => this.reminders.now() }, logger)
  }

  async start(): Promise<void> {
    this.pump.start()
    this.reminders.listen(() => this.pump.poke())
  }

  wake(at?: Date): void {
    if (at) return this.reminders.at(at)
    // The one who publishes may be able to work too; whether it can keep up is for the reminder's receiver to help with.
    if (this.pump.running) this.pump.poke()
    this.reminders.now()
  }

  health(): EngineState {
    const { running, inFlightCount } = this.pump
    return { id: "bullmq", running, in_flight_count: inFlightCount, reminders: this.reminders.isReachable }
  }

  async stop(): Promise<void> {
    await this.pump.stop()
    await this.reminders.close()
  }
}

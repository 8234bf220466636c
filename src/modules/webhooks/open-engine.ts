import type { Logger } from "@medusajs/framework/types"
import type { WebhooksOptions } from "./options"
import type { DueWork, QueueEngine } from "./queue-engine"
import { BullmqEngine } from "./queue-engines/bullmq"
import { PostgresEngine } from "./queue-engines/postgres"
import type { Db } from "./store/db"

/** The engine that the options ask for. */
export function openEngine(work: DueWork, db: Db, options: WebhooksOptions, logger: Logger): QueueEngine {
  const engineOptions = { worker_concurrency: options.workerConcurrency, sweep_interval_ms: options.sweepIntervalMs }
  return options.redisUrl === undefined
    ? new PostgresEngine(work, db, engineOptions, logger)
    : new BullmqEngine(work, { url: options.redisUrl, prefix: options.redisPrefix }, engineOptions, logger)
}

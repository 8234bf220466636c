import type { Logger } from "@medusajs/framework/types"
import type { WebhooksOptions } from "../options"
import type { DueWork, QueueEngine } from "../queue-engine"
import type { Db } from "../store/db"
import { BullmqEngine } from "./bullmq"
import { PostgresEngine } from "./postgres"

/** @returns the engine that the options select: `bullmq` with a `redisUrl`, else `postgres`. */
export function openEngine(work: DueWork, db: Db, options: WebhooksOptions, logger: Logger): QueueEngine {
  const engineOptions = { workerConcurrency: options.workerConcurrency, sweepIntervalMs: options.sweepIntervalMs }
  return options.redisUrl === undefined
    ? new PostgresEngine(work, db, engineOptions, logger)
    : new BullmqEngine(work, { url: options.redisUrl, prefix: options.redisPrefix }, engineOptions, logger)
}

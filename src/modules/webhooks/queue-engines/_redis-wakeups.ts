import type { Logger } from "@medusajs/framework/types"
import { Queue, Worker } from "bullmq"
import { Redis } from "ioredis"

/** A literal: a name derived from a class would change when the class is renamed, and orphan the queued jobs. */
const QUEUE = "webhooks-due"
/** Debounce: one wake-up for a burst, and one for each interval of later due times. */
const NOW_EVERY_MS = 20
const LATER_BUCKET_MS = 250
/** With more unanswered commands, Redis is slow or stuck: no wake-up is sent, and the sweep takes over. */
const MAX_UNANSWERED = 100
const RECONNECT_AT_MOST_MS = 2_000
/** Failed jobs that are kept in Redis for debugging. */
const KEPT_FAILED = 100

/**
 * Wake-ups through Redis, at once or later; each wakes one worker. Redis stores nothing that the rows do not have, and may
 * be away, slow or emptied at any time.
 */
export class RedisWakeups {
  private readonly connection: Redis
  private readonly queue: Queue
  private worker: Worker | null = null
  private workerConnection: Redis | null = null
  private nowTimer: NodeJS.Timeout | null = null
  private unanswered = 0
  private reachable: boolean | null = null
  private closed = false

  constructor(
    private readonly redisUrl: string,
    private readonly prefix: string,
    private readonly logger: Logger
  ) {
    // No offline queue: a wake-up that can't be sent now is worthless later.
    this.connection = this.connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false })
    this.queue = new Queue(QUEUE, { connection: this.connection, prefix })
    this.queue.on("error", () => undefined)
  }

  /** Whether Redis can be reached; `null` until the first try has ended. */
  get isReachable(): boolean | null {
    return this.reachable
  }

  /** Wakes one worker, within 20 ms. */
  now(): void {
    if (this.nowTimer || this.closed) return
    this.nowTimer = setTimeout(() => {
      this.nowTimer = null
      this.add({})
    }, NOW_EVERY_MS)
    this.nowTimer.unref()
  }

  /** Wakes one worker at an instant, or up to 250 ms later. */
  at(instant: Date): void {
    const bucket = Math.ceil(instant.getTime() / LATER_BUCKET_MS)
    // BullMQ ignores a job whose id exists: all deliveries that are due in one bucket share a wake-up.
    this.add({ jobId: `at-${bucket}`, delay: Math.max(0, bucket * LATER_BUCKET_MS - Date.now()) })
  }

  /** Calls `onWakeup` for each wake-up that this process receives. */
  listen(onWakeup: () => void): void {
    // BullMQ requires null here: its blocking reads must survive any outage.
    this.workerConnection = this.connect({ maxRetriesPerRequest: null })
    this.worker = new Worker(QUEUE, async () => onWakeup(), {
      connection: this.workerConnection,
      prefix: this.prefix,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: KEPT_FAILED },
    })
    this.worker.on("error", () => undefined)
  }

  /** Closes both connections, within a second even when Redis is away. */
  async close(): Promise<void> {
    this.closed = true
    if (this.nowTimer) clearTimeout(this.nowTimer)
    // Forced, and the sockets are cut: with Redis away, an orderly close would wait for its return.
    await Promise.race([
      Promise.allSettled([this.worker?.close(true), this.queue.close()]),
      new Promise((done) => setTimeout(done, 1_000).unref()),
    ])
    this.workerConnection?.disconnect()
    this.connection.disconnect()
  }

  private add(options: { jobId?: string; delay?: number }): void {
    if (this.closed || this.connection.status !== "ready" || this.unanswered >= MAX_UNANSWERED) return
    this.unanswered++
    this.queue
      .add("look", {}, { ...options, attempts: 1, removeOnComplete: true, removeOnFail: KEPT_FAILED })
      .catch(() => undefined)
      .finally(() => this.unanswered--)
  }

  private connect(options: { maxRetriesPerRequest: number | null; enableOfflineQueue?: boolean }): Redis {
    const connection = new Redis(this.redisUrl, {
      ...options,
      retryStrategy: (times) => Math.min(times * 100, RECONNECT_AT_MOST_MS),
    })
    connection.on("ready", () => this.note(true))
    connection.on("error", () => this.note(false))
    return connection
  }

  /** Logs once when Redis goes and once when it returns, instead of at every retry. */
  private note(reachable: boolean): void {
    if (this.closed || this.reachable === reachable) return
    if (reachable && this.reachable === false) this.logger.info("webhooks: Redis is back")
    if (!reachable) this.logger.warn("webhooks: Redis can't be reached; deliveries go on by the sweep")
    this.reachable = reachable
  }
}

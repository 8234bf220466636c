import type { Logger } from "@medusajs/framework/types"
import { Queue, Worker } from "bullmq"
import { Redis } from "ioredis"

/** Literal: a name taken from a class would change with it, and orphan what is queued. */
const QUEUE = "webhooks-due"
/** Reminders of one burst, or for about the same time, say the same: one stands for all. */
const NOW_EVERY_MS = 20
const LATER_BUCKET_MS = 250
/** Beyond, Redis is slow or stuck; the sweep does without it. */
const MAX_UNANSWERED = 100
const RECONNECT_AT_MOST_MS = 2_000
/** Failed reminders kept for whoever looks into it. */
const KEPT_FAILED = 100

/**
 * "Look for due deliveries", through Redis: at once or later, heard by one worker each. Nothing is stored here that the
 * rows do not say; Redis may be away, slow or emptied at any time.
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
    // No offline queue: a reminder that can't be sent now is worth nothing later.
    this.connection = this.connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false })
    this.queue = new Queue(QUEUE, { connection: this.connection, prefix })
    this.queue.on("error", () => undefined)
  }

  /** `null` until the first try has ended. */
  get isReachable(): boolean | null {
    return this.reachable
  }

  /** Reminds one worker, soon. */
  now(): void {
    if (this.nowTimer || this.closed) return
    this.nowTimer = setTimeout(() => {
      this.nowTimer = null
      this.add({})
    }, NOW_EVERY_MS)
    this.nowTimer.unref()
  }

  /** Reminds one worker at an instant, or a little later. */
  at(instant: Date): void {
    const bucket = Math.ceil(instant.getTime() / LATER_BUCKET_MS)
    // BullMQ ignores an id that is there: everything due in one bucket shares a reminder.
    this.add({ jobId: `at-${bucket}`, delay: Math.max(0, bucket * LATER_BUCKET_MS - Date.now()) })
  }

  /** Calls `heard` for each reminder that comes to this process. */
  listen(onWakeup: () => void): void {
    // BullMQ demands null here: its blocking reads must survive any outage.
    this.workerConnection = this.connect({ maxRetriesPerRequest: null })
    this.worker = new Worker(QUEUE, async () => onWakeup(), {
      connection: this.workerConnection,
      prefix: this.prefix,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: KEPT_FAILED },
    })
    this.worker.on("error", () => undefined)
  }

  async close(): Promise<void> {
    this.closed = true
    if (this.nowTimer) clearTimeout(this.nowTimer)
    // Forced, and the sockets cut: with Redis away, a polite close would wait for its return.
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

  /** Says once when Redis goes and when it comes back, instead of at every try. */
  private note(reachable: boolean): void {
    if (this.closed || this.reachable === reachable) return
    if (reachable && this.reachable === false) this.logger.info("webhooks: Redis is back")
    if (!reachable) this.logger.warn("webhooks: Redis can't be reached; deliveries go on by the sweep")
    this.reachable = reachable
  }
}

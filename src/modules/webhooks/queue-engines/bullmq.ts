import type { EngineState, QueueEngine } from "../queue-engine"
import { defineEngine, type EngineParts } from "./_definition"
import { ProvenWakeups } from "./_proven-wakeups"
import { RedisLine } from "./_redis-line"
import { RedisWakeups } from "./_redis-wakeups"
import { WorkerLoop } from "./_worker-loop"

const WORDS = {
  unheard: "its own job did not come back within 2 s",
  lost: (reason: string) =>
    `no reminders through Redis (${reason}); deliveries go on by short polls of PostgreSQL, until Redis takes and gives jobs again`,
  back: "reminders through Redis arrive again",
}

/** While this process gets no reminders, others may add theirs without a fault, and draw no number: it claims this often. */
const CLAIM_EVERY_MS = 1_000
/** When this process gets reminders again, others may take as long to notice that Redis takes theirs. */
const POLL_ON_MS = 15_000

/**
 * The engine for many workers: Redis wakes one worker at a time, at once or when a retry is due, so that idle workers cost
 * Postgres nothing but their sweep.
 */
class BullmqEngine implements QueueEngine {
  private readonly loop: WorkerLoop
  private readonly line: RedisLine
  private readonly wakeups: RedisWakeups
  private readonly proven: ProvenWakeups

  constructor(redisUrl: string, { work, db, options, logger }: EngineParts) {
    const { redisPrefix, workerConcurrency, sweepIntervalMs, clock } = options
    const onWakeup = () => this.loop.wake()
    this.line = new RedisLine(redisUrl, redisPrefix, {
      onWakeup: () => {
        this.proven.reminders.came()
        onWakeup()
      },
      onEcho: (nonce) => {
        this.proven.reminders.came()
        this.proven.proof.heard(nonce)
      },
      onBroken: (reason) => this.proven.proof.broken(reason),
    })
    this.wakeups = new RedisWakeups(this.line, db, clock)
    this.proven = new ProvenWakeups({
      db,
      line: this.line,
      words: WORDS,
      logger,
      onWakeup,
      wakeEveryMs: CLAIM_EVERY_MS,
      pollOnMs: POLL_ON_MS,
    })
    const onFullBatch = () => void this.wakeups.now()
    // Redis has the times of the next retries, if it works.
    const timesNextDue = () => this.proven.reminders.areProven !== true
    this.loop = new WorkerLoop(work, { workerConcurrency, sweepIntervalMs, timesNextDue, onFullBatch }, logger)
    // Also in a process that only publishes: it has to connect before it has something to say, and to know what Redis refuses.
    this.proven.proof.start()
  }

  /** @inheritdoc */
  async start(): Promise<void> {
    this.loop.start()
    this.line.receive()
    this.proven.start()
  }

  /** @inheritdoc */
  async wake(at?: Date): Promise<void> {
    if (at) return this.wakeups.at(at)
    // This process may send, too; the wake-up through Redis brings a second worker, in case this one can't keep up.
    if (this.loop.running) this.loop.wake()
    await this.wakeups.now()
  }

  /** @inheritdoc In a process that only publishes, `reminders` says whether Redis takes its own. */
  health(): EngineState {
    const { running, inFlightCount, claims } = this.loop
    const { problems, ...reminders } = this.proven.reminders.state
    return {
      id: "bullmq",
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
    await this.wakeups.close()
    await this.proven.stop()
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

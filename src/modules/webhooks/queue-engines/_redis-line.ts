import { randomUUID } from "node:crypto"
import type { Line } from "./_proof"
import {
  closeConnections,
  ECHO,
  KEPT_FAILED,
  LOOK,
  openConnections,
  startWorkers,
  type RedisConnections,
  type RedisNames,
} from "./_redis-connections"
import { RedisFault, redisFault } from "./_redis-words"

/** The keys of this process's own queue outlive it by that: BullMQ gives them no end. */
const ECHO_KEYS_LIVE_MS = 3_600_000
const ECHO_KEYS = ["meta", "events", "marker", "id"]

/** When a job wakes a worker: at once, or after a delay. Jobs with one id are one job. */
export interface WakeupJob {
  jobId?: string
  delay?: number
}

export interface RedisLineEvents {
  onWakeup(): void
  onEcho(nonce: string): void
  /** Redis ended the connection or refused a job; in words. */
  onBroken(reason: string): void
}

/**
 * Jobs through Redis, from processes that publish to one that sends.
 *
 * A job goes to any one worker, so that a job in the common queue proves nothing to the process that added it. A process that
 * sends has a second, tiny queue of its own for the echo: it is added on the connection that adds wake-ups, and taken by a
 * BullMQ worker like the one that takes wake-ups, with the same commands, scripts and rights. A process that only publishes
 * adds its echo to the common queue, where it wakes nobody, and counts it as heard when Redis has taken it.
 */
export class RedisLine implements Line {
  private readonly names: RedisNames
  private opened: RedisConnections | null = null
  private firstOpening: Promise<unknown> | null = null
  private receives = false

  constructor(
    url: string,
    prefix: string,
    private readonly events: RedisLineEvents
  ) {
    this.names = { url, prefix, echoQueue: `webhooks-echo-${randomUUID()}` }
  }

  /** Receives wake-ups from now on. */
  receive(): void {
    this.receives = true
    if (this.opened) this.startWorkers(this.opened)
  }

  /** @inheritdoc */
  async open(): Promise<void> {
    // The end of a connection that was given up already says nothing about the one after it.
    const opening = openConnections(this.names, (reason) => this.opened === opened && this.broken(reason))
    this.firstOpening ??= opening.catch(() => undefined)
    const opened = await opening
    this.opened = opened
    if (this.receives) this.startWorkers(opened)
  }

  /** @inheritdoc */
  async send(nonce: string): Promise<void> {
    const { opened } = this
    if (!opened) throw new RedisFault("Redis closed the connection")
    const receives = opened.workers.length > 0
    try {
      const queue = receives ? opened.echoes : opened.queue
      await queue.add(ECHO, { nonce }, { removeOnComplete: true, removeOnFail: true })
    } catch (error) {
      throw new RedisFault(error)
    }
    if (!receives) return this.events.onEcho(nonce)
    for (const key of ECHO_KEYS) {
      // Without the right to do that, the keys stay.
      opened.connection.pexpire(opened.echoes.toKey(key), ECHO_KEYS_LIVE_MS).catch(() => undefined)
    }
  }

  /** Wakes a worker. Waits for the first connection, and for no later one. @returns whether Redis took the job. */
  async add(job: WakeupJob): Promise<boolean> {
    await this.firstOpening
    const { opened } = this
    if (!opened) return false
    try {
      await opened.queue.add(LOOK, {}, { ...job, attempts: 1, removeOnComplete: true, removeOnFail: KEPT_FAILED })
      return true
    } catch (error) {
      if (this.opened === opened) this.broken(error)
      return false
    }
  }

  /** @inheritdoc */
  async drop(): Promise<void> {
    const { opened } = this
    this.opened = null
    if (opened) await closeConnections(opened)
  }

  private startWorkers(opened: RedisConnections): void {
    const { onWakeup, onEcho } = this.events
    startWorkers(opened, this.names, { look: onWakeup, echo: onEcho })
  }

  private broken(reason: unknown): void {
    this.events.onBroken(redisFault(reason))
  }
}

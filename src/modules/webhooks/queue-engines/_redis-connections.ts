import { Queue, Worker, type WorkerOptions } from "bullmq"
import { Redis, type RedisOptions } from "ioredis"
import { RedisFault } from "./_redis-words"
import { within } from "../../../utils/within"

/** A literal: a name derived from a class would change when the class is renamed, and orphan the queued jobs. */
const QUEUE = "webhooks-due"
/** What the jobs are called: one wakes a worker, the other only shows that Redis takes and gives jobs. */
export const LOOK = "look"
export const ECHO = "echo"
const ANSWER_WITHIN_MS = 2_000
const OPEN_WITHIN_MS = 4_000
const CLOSE_WITHIN_MS = 1_000
const RECONNECT_AT_MOST_MS = 2_000
/** BullMQ's own is 15 s: a worker would be deaf for so long after an error. */
const RUN_RETRY_MS = 1_000
/** Failed jobs that are kept in Redis for debugging. */
export const KEPT_FAILED = 100

export interface RedisNames {
  url: string
  prefix: string
  /** Of the queue that only this process uses. */
  echoQueue: string
}

/** The connections of one opening. Given up together: what of them still works after a fault is not known. */
export interface RedisConnections {
  /** Adds jobs. */
  connection: Redis
  queue: Queue
  echoes: Queue
  workers: Worker[]
  workerConnection: Redis | null
}

/** Connects what adds jobs. @param onEnd gets why, when Redis ends it. @throws RedisFault within 8 s. */
export async function openConnections(names: RedisNames, onEnd: (reason: unknown) => void): Promise<RedisConnections> {
  const connection = connectionTo(names.url, {
    lazyConnect: true,
    // A wake-up that can't be sent now is worthless later; the proof opens the line again.
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: () => null,
    connectTimeout: ANSWER_WITHIN_MS,
    commandTimeout: ANSWER_WITHIN_MS,
  })
  let lastError: unknown
  connection.on("error", (error) => (lastError = error))
  try {
    await within(OPEN_WITHIN_MS, connection.connect(), "Redis does not answer")
    const options = { connection, prefix: names.prefix }
    const queue = quiet(new Queue(QUEUE, options))
    const echoes = quiet(new Queue(names.echoQueue, options))
    await within(
      OPEN_WITHIN_MS,
      Promise.all([queue.waitUntilReady(), echoes.waitUntilReady()]),
      "Redis does not answer"
    )
    connection.on("end", () => onEnd(lastError ?? "Redis closed the connection"))
    return { connection, queue, echoes, workers: [], workerConnection: null }
  } catch (error) {
    connection.disconnect()
    // Where it was refused, "Connection is closed." is all that the promise says.
    throw new RedisFault(lastError ?? error)
  }
}

/** Takes jobs from now on; a second call does nothing. */
export function startWorkers(
  opened: RedisConnections,
  { url, prefix, echoQueue }: RedisNames,
  on: { look(): void; echo(nonce: string): void }
): void {
  if (opened.workerConnection) return
  const connection = connectionTo(url, {
    // BullMQ requires null here: its blocking reads must survive any outage.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_AT_MOST_MS),
  })
  opened.workerConnection = connection
  const options: WorkerOptions = {
    connection,
    prefix,
    runRetryDelay: RUN_RETRY_MS,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: KEPT_FAILED },
    // A job lasts no longer than a call.
    skipLockRenewal: true,
  }
  const look = async ({ name }: { name: string }) => void (name === LOOK && on.look())
  const echo = async ({ data }: { data: { nonce: string } }) => on.echo(data.nonce)
  opened.workers = [
    quiet(new Worker(QUEUE, look, options)),
    quiet(new Worker(echoQueue, echo, { ...options, skipStalledCheck: true })),
  ]
}

/** Within a second, also with a Redis that is away: an orderly close would wait for its return. */
export async function closeConnections(opened: RedisConnections): Promise<void> {
  const { connection, queue, echoes, workers, workerConnection } = opened
  const closing = [...workers.map((worker) => worker.close(true)), queue.close(), echoes.close()]
  await within(CLOSE_WITHIN_MS, Promise.allSettled(closing)).catch(() => undefined)
  workerConnection?.disconnect()
  connection.disconnect()
}

function connectionTo(url: string, options: RedisOptions): Redis {
  const connection = new Redis(url, options)
  connection.on("error", () => undefined)
  // A queue writes its settings when it is made, and does not look at the answer: the refusal of a full Redis would end the process.
  const hmset = connection.hmset.bind(connection) as (...args: unknown[]) => Promise<unknown>
  return Object.assign(connection, { hmset: (...args: unknown[]) => hmset(...args).catch(() => undefined) })
}

/** What is wrong with Redis, the proof says. */
function quiet<T extends { on(event: "error", listener: () => void): unknown }>(emitter: T): T {
  emitter.on("error", () => undefined)
  return emitter
}

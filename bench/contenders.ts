import { startLimit, startWorker, type Receiver, type Worker } from "./children"

/** A program that delivers: what the throughput scenario asks of each, ours or the limit. */
export interface Contender {
  name: string
  /** Accepts `events_count` events for `fan_out` paths each and sends at the same time. @returns when it began, after all is settled. */
  endToEnd(load: Load): Promise<number>
  /** Accepts first and sends then. @returns when the sending began, after all is settled. */
  drainOnly(load: Load): Promise<number>
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

export interface Load {
  events_count: number
  fan_out: number
  bytes: number
}

/** Events that are accepted by one call. */
const BATCH = 200
/** Of one subscription, leases in stock included; what binds is a worker's own 64 requests in flight, set here to as many as the limit has. */
const MAX_CONCURRENCY = 256

export const pathsOf = (fan_out: number): string[] => Array.from({ length: fan_out }, (_, index) => `/r${index}`)

export async function limit(receiver: Receiver): Promise<Contender> {
  const child = await startLimit(receiver.origin)
  const publish = ({ events_count, bytes, fan_out }: Load) => child.call.publish(events_count, bytes, BATCH / fan_out, pathsOf(fan_out))
  return {
    name: "limit",
    async endToEnd(load) {
      const [began_ms] = await Promise.all([publish(load), child.call.drain(load.events_count * load.fan_out)])
      return began_ms
    },
    async drainOnly(load) {
      await publish(load)
      return child.call.drain(load.events_count * load.fan_out)
    },
    cpuMs: child.call.cpuMs,
    stop: child.stop,
  }
}

/** Our module with one of its engines. */
export async function ours(name: string, receiver: Receiver, options: Record<string, unknown>): Promise<Contender & { worker: Worker }> {
  const child = await startWorker(name, { workerConcurrency: 64, ...options })
  const subscriptions: string[] = []
  const publish = async ({ events_count, bytes, fan_out }: Load) => {
    await fanOut(fan_out)
    return child.call.publish(events_count, bytes, BATCH / fan_out)
  }
  /** Has just so many active subscriptions. */
  async function fanOut(count: number): Promise<void> {
    while (subscriptions.length < count) {
      const url = `${receiver.origin}/r${subscriptions.length}`
      subscriptions.push(await child.call.subscribe({ url, max_concurrency: MAX_CONCURRENCY }))
    }
    for (const [index, id] of subscriptions.entries()) await child.call.activate(id, index < count)
  }
  return {
    name,
    worker: child,
    async endToEnd(load) {
      const began_ms = await publish(load)
      await child.call.settled()
      return began_ms
    },
    async drainOnly(load) {
      await fanOut(load.fan_out)
      await child.call.hold()
      await child.call.publish(load.events_count, load.bytes, BATCH / load.fan_out)
      const began_ms = await child.call.letGo()
      await child.call.settled()
      return began_ms
    },
    cpuMs: child.call.cpuMs,
    stop: child.stop,
  }
}

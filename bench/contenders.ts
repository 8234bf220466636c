import { startLimit, startWorker, type Place, type Receiver, type Worker } from "./children"

/** A program that delivers: what the throughput scenario asks of each, ours or the limit. */
export interface Contender {
  name: string
  /** Accepts `eventsCount` events for `fanOut` paths each and sends at the same time. @returns when it began, after all is settled. */
  endToEnd(load: Load): Promise<number>
  /** Accepts first and sends then. @returns when the sending began, after all is settled. */
  drainOnly(load: Load): Promise<number>
  cpuMs(): Promise<number>
  stop(): Promise<void>
}

export interface Load {
  eventsCount: number
  fanOut: number
  bytes: number
}

/** Events that are accepted by one call. */
const BATCH = 200
/** Of one subscription, leases in stock included; what binds is a worker's own 64 requests in flight, set here to as many as the limit has. */
const MAX_CONCURRENCY = 256

export const pathsOf = (fanOut: number): string[] => Array.from({ length: fanOut }, (_, index) => `/r${index}`)

export async function limit(receiver: Receiver): Promise<Contender> {
  const child = await startLimit(receiver.origin)
  const publish = ({ eventsCount, bytes, fanOut }: Load) =>
    child.call.publish(eventsCount, bytes, BATCH / fanOut, pathsOf(fanOut))
  return {
    name: "limit",
    async endToEnd(load) {
      const [beganMs] = await Promise.all([publish(load), child.call.drain(load.eventsCount * load.fanOut)])
      return beganMs
    },
    async drainOnly(load) {
      await publish(load)
      return child.call.drain(load.eventsCount * load.fanOut)
    },
    cpuMs: child.call.cpuMs,
    stop: child.stop,
  }
}

/** Our module with one of its engines. */
export async function ours(
  name: string,
  receiver: Receiver,
  options: Record<string, unknown>,
  place?: Place
): Promise<Contender & { worker: Worker }> {
  const child = await startWorker(name, { workerConcurrency: 64, ...options }, place)
  const subscriptions: string[] = []
  const publish = async ({ eventsCount, bytes, fanOut }: Load) => {
    await subscribeAll(fanOut)
    return child.call.publish(eventsCount, bytes, BATCH / fanOut)
  }
  /** Has just so many active subscriptions. */
  async function subscribeAll(count: number): Promise<void> {
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
      const beganMs = await publish(load)
      await child.call.settled()
      return beganMs
    },
    async drainOnly(load) {
      await subscribeAll(load.fanOut)
      await child.call.hold()
      await child.call.publish(load.eventsCount, load.bytes, BATCH / load.fanOut)
      const beganMs = await child.call.letGo()
      await child.call.settled()
      return beganMs
    },
    cpuMs: child.call.cpuMs,
    stop: child.stop,
  }
}

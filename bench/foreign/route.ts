import { startReceiver, startWorker, type Receiver, type Worker } from "../children"
import { percentile } from "../numbers"
import { publishSteadily, tookMs, type Delivered, type Rate } from "../steady"

const PATH = "/steady"
/** The first events pay for connections and compilers. */
const WARM_UP_SECONDS = 1

export interface RouteOptions {
  name: string
  databaseUrl: string
  options?: Record<string, unknown>
  /** One process publishes, another one sends; else one does both. */
  isSplit: boolean
  publisherEnv?: NodeJS.ProcessEnv
  senderEnv?: NodeJS.ProcessEnv
}

/** A way that events go, from a process that publishes to a receiver of its own. */
export interface Route {
  name: string
  /** What it has measured so far, one list to a round. */
  rounds: Delivered[][]
  /** Publishes at a steady rate, and adds a round. */
  measure(rate: Rate): Promise<void>
  stop(): Promise<void>
}

/** Boots what it takes, and sends the first events. */
export async function startRoute(given: RouteOptions, rate: Rate): Promise<Route> {
  const receiver = await startReceiver()
  const { publisher, sender } = await startProcesses(given)
  await sender.call.subscribe({ url: `${receiver.origin}${PATH}` })
  await publishSteadily(publisher, receiver, PATH, { ...rate, seconds: WARM_UP_SECONDS })
  const rounds: Delivered[][] = []
  return {
    name: given.name,
    rounds,
    measure: async (rate) => void rounds.push(await publishSteadily(publisher, receiver, PATH, rate)),
    stop: () => stopAll(publisher, sender, receiver),
  }
}

async function startProcesses({ name, databaseUrl, options, isSplit, publisherEnv, senderEnv }: RouteOptions) {
  const sender = await startWorker(name, options, { databaseUrl, env: senderEnv })
  if (!isSplit) return { publisher: sender, sender }
  return {
    publisher: await startWorker(`${name}_publisher`, options, { databaseUrl, publishesOnly: true, env: publisherEnv }),
    sender,
  }
}

async function stopAll(publisher: Worker, sender: Worker, receiver: Receiver): Promise<void> {
  if (publisher !== sender) await publisher.stop()
  await sender.stop()
  await receiver.stop()
}

export const p50 = (delivered: Delivered[]): number => percentile(tookMs(delivered), 0.5)

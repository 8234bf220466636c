import { fork } from "node:child_process"
import { resolve } from "node:path"
import type { ObservedState } from "../../../src/modules/webhooks/publishing/publish"
import type { Published } from "../../../src/modules/webhooks/publishing/types"
import type WebhooksModuleService from "../../../src/modules/webhooks/service"
import type { Answer, Asked, Call } from "./publisher-process"

/** Names the variable that says whether the process sends, too. */
export const SENDS = "TEST_PUBLISHER_SENDS"

/** The module alone in a process of its own, which publishes. Spares a shop the POST where only the event matters. */
export interface Publisher {
  /** Publishes `${prefix}_0`, `${prefix}_1`, … in one transaction and returns the events' ids; the same ones when asked again. */
  publish(prefix: string, count: number): Promise<string[]>
  /** See the module's method. */
  publishState(observed: ObservedState): Promise<Published | null>
  /** Registers a receiver; `fields` as the admin API takes them. */
  subscribe(fields: { name: string; url: string } & Record<string, unknown>): Promise<string>
  /** The engine's state in that process; its dates are texts. */
  health(): ReturnType<WebhooksModuleService["health"]>
  /** Ends it; what it sends is settled first. */
  stop(): void
}

export interface PublisherOptions {
  /** On top of the test run's own environment. */
  env?: NodeJS.ProcessEnv
  /** Sends too, as a process in shared mode does. */
  sends?: boolean
}

export async function startPublisher(
  databaseUrl: string,
  redisUrl = "",
  { env = {}, sends = false }: PublisherOptions = {}
): Promise<Publisher> {
  const child = fork(resolve(__dirname, "publisher-process.ts"), {
    cwd: resolve(__dirname, "../../.."),
    env: {
      ...process.env,
      WEBHOOKS_ALLOW_PRIVATE_TARGETS: "true",
      ...env,
      DATABASE_URL: databaseUrl,
      WEBHOOKS_REDIS_URL: redisUrl,
      EVENTS_REDIS_URL: "",
      [SENDS]: String(sends),
    },
    execArgv: ["-r", "ts-node/register"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let callCount = 0
  await new Promise<void>((ready, failed) => {
    child.once("exit", (code) => {
      const error = new Error(`the publisher ended with code ${code}`)
      failed(error)
      for (const call of waiting.values()) call.reject(error)
    })
    child.on("message", ({ callId, result, error }: Answer) => {
      if (callId === 0) return ready()
      const call = waiting.get(callId)
      waiting.delete(callId)
      if (error === undefined) call?.resolve(result as never)
      else call?.reject(new Error(error))
    })
  })
  const ask = <Result>(asked: Asked) =>
    new Promise<Result>((resolve, reject) => {
      const callId = ++callCount
      waiting.set(callId, { resolve, reject })
      child.send({ ...asked, callId } satisfies Call)
    })
  return {
    publish: (...args) => ask({ name: "publish", args }),
    publishState: (...args) => ask({ name: "publishState", args }),
    subscribe: (...args) => ask({ name: "subscribe", args }),
    health: () => ask({ name: "health", args: [] }),
    stop: () => child.disconnect(),
  }
}

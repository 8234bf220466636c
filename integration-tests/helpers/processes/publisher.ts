import { fork } from "node:child_process"
import { resolve } from "node:path"
import type { Batch, Published } from "./publisher-process"

/** The module alone in a process of its own, which publishes and never sends. Spares a shop the POST where only the event matters. */
export interface Publisher {
  /** Publishes `${prefix}_0`, `${prefix}_1`, … in one transaction and returns the events' ids. */
  publish(prefix: string, count: number): Promise<string[]>
  stop(): void
}

export async function startPublisher(databaseUrl: string, redisUrl = ""): Promise<Publisher> {
  const child = fork(resolve(__dirname, "publisher-process.ts"), {
    cwd: resolve(__dirname, "../../.."),
    env: { ...process.env, DATABASE_URL: databaseUrl, WEBHOOKS_REDIS_URL: redisUrl, EVENTS_REDIS_URL: "" },
    execArgv: ["-r", "ts-node/register"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
  const waiting = new Map<string, { resolve: (ids: string[]) => void; reject: (error: Error) => void }>()
  await new Promise<void>((ready, failed) => {
    child.once("exit", (code) => {
      const error = new Error(`the publisher ended with code ${code}`)
      failed(error)
      for (const call of waiting.values()) call.reject(error)
    })
    child.on("message", ({ prefix, eventIds, error }: Published) => {
      if (prefix === "") return ready()
      const call = waiting.get(prefix)
      waiting.delete(prefix)
      if (error === undefined) call?.resolve(eventIds)
      else call?.reject(new Error(error))
    })
  })
  return {
    publish: (prefix, count) =>
      new Promise((resolve, reject) => {
        waiting.set(prefix, { resolve, reject })
        child.send({ prefix, count } satisfies Batch)
      }),
    stop: () => child.disconnect(),
  }
}

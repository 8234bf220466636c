import { spawn, type ChildProcess } from "node:child_process"
import { Redis } from "ioredis"
import { freePort } from "./free-port"
import { until } from "../until"

/** A Redis that one spec may stop, start and empty as it likes. Comes back on the port it had. */
export interface OwnRedis {
  url: string
  /** Does nothing where it runs. */
  start(): Promise<void>
  stop(): Promise<void>
  flushAll(): Promise<void>
  /** Leaves it there, and deaf: connections stay open, and nothing is answered. */
  freeze(): void
  thaw(): void
  /** `("CONFIG", "SET", "maxmemory", "1")`. @throws what Redis answers. */
  command(name: string, ...args: string[]): Promise<unknown>
}

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once("exit", () => resolve()))
}

async function once<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 })
  redis.on("error", () => undefined)
  try {
    await redis.connect()
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

/** Chooses a port; nothing listens there until `start()`. */
export async function ownRedis(): Promise<OwnRedis> {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  let server: ChildProcess | null = null

  return {
    url,
    async start() {
      if (server && server.exitCode === null && server.signalCode === null) return
      const flags = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
      const child = spawn("redis-server", flags, { stdio: "ignore" })
      server = child
      await until(
        () => {
          if (child.exitCode !== null) throw new Error(`redis-server ended with code ${child.exitCode}`)
          return once(url, (redis) => redis.ping()).catch(() => false)
        },
        { what: "Redis to answer" }
      )
    },
    async stop() {
      server?.kill("SIGKILL")
      if (server) await exitOf(server)
      server = null
    },
    flushAll: () => once(url, async (redis) => void (await redis.flushall())),
    freeze: () => void server?.kill("SIGSTOP"),
    thaw: () => void server?.kill("SIGCONT"),
    command: (name, ...args) => once(url, (redis) => redis.call(name, ...args)),
  }
}

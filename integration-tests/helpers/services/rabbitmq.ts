import { execFile, spawn, type ChildProcess } from "node:child_process"
import { chownSync, mkdirSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { promisify } from "node:util"
import { connect } from "amqplib"
import { environment } from "./environment"
import { freePort } from "./free-port"
import { until } from "../until"

const START_TIMEOUT_MS = 60_000

/** Asks the run's RabbitMQ, or another one, to do something: `rabbitmqctl list_connections`. */
export async function rabbitmqctl(args: readonly string[], env = environment.rabbitmqServer().env): Promise<string> {
  const { command, user } = environment.rabbitmqServer()
  const { stdout } = await promisify(execFile)(join(dirname(command), "rabbitmqctl"), ["--quiet", ...args], {
    ...user,
    cwd: env.HOME,
    env,
  })
  return stdout
}

/** A RabbitMQ that one spec may stop and start as it likes. Comes back on the port it had, with the messages it confirmed. */
export interface OwnRabbitmq {
  /** Without a destination. */
  url: string
  start(): Promise<void>
  /** Ends it as a power cut would. */
  stop(): Promise<void>
  /** Leaves it there, and deaf: connections stay open, and nothing is answered. */
  freeze(): void
  thaw(): void
  /** Stops it and deletes what it stored. */
  remove(): Promise<void>
}

/** Chooses ports and a folder; nothing listens there until `start()`. */
export async function ownRabbitmq(): Promise<OwnRabbitmq> {
  const { command, user, env: shared, password } = environment.rabbitmqServer()
  const [port, distributionPort] = [await freePort(), await freePort()]
  const home = join(shared.HOME!, `own-${port}`)
  mkdirSync(home)
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid!)
  const env = {
    ...shared,
    RABBITMQ_NODENAME: `webhooks-${port}@localhost`,
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_MNESIA_BASE: join(home, "mnesia"),
    RABBITMQ_LOG_BASE: join(home, "log"),
    RABBITMQ_PID_FILE: join(home, "pid"),
  }
  const url = `amqp://test:${password}@127.0.0.1:${port}/`
  let server: ChildProcess | null = null

  // The script's child is the server: only the whole group ends both.
  const signal = (name: NodeJS.Signals) => void (server?.pid && process.kill(-server.pid, name))
  const killGroup = () => signal("SIGKILL")
  process.once("exit", killGroup)

  async function stop(): Promise<void> {
    if (!server) return
    const exited = new Promise((resolve) => server?.once("exit", resolve))
    killGroup()
    await exited
    server = null
  }

  return {
    url,
    async start() {
      const child = spawn(command, [], { ...user, cwd: home, env, detached: true, stdio: "ignore" })
      server = child
      await until(
        async () => {
          if (child.exitCode !== null) throw new Error(`rabbitmq-server ended with code ${child.exitCode}`)
          const connection = await connect(url).catch(() => null)
          await connection?.close()
          return connection !== null
        },
        { what: "RabbitMQ to answer", timeout_ms: START_TIMEOUT_MS }
      )
    },
    stop,
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async remove() {
      await stop()
      process.off("exit", killGroup)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import { readFileSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { queryDatabase } from "./database"
import { environment } from "./environment"
import { freePort } from "./free-port"
import { until } from "../until"

const START_TIMEOUT_MS = 30_000

/** `fast` lets go of everybody and writes all down; `crash` is a power cut: what was not yet on disk is gone. */
export type Ending = "fast" | "crash"
const SIGNALS = { fast: "SIGINT", crash: "SIGQUIT" } as const

/** A PostgreSQL with a migrated and seeded shop that one spec may stop and start as it likes. */
export interface OwnPostgres {
  databaseUrl: string
  port: number
  dataDir: string
  /** Of the server and all its children; empty while it is stopped. */
  pids(): number[]
  start(): Promise<void>
  stop(ending: Ending): Promise<void>
  /** Stops it and deletes its data. */
  remove(): Promise<void>
}

let serverCount = 0

/** The parent is the fourth field, behind a name that may hold anything. */
function parentOf(pid: string): number {
  try {
    return Number(/^.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1])
  } catch {
    return 0
  }
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => parentOf(pid) === parent).map(Number)
}

/** Copies the spare server that the run prepared; comes back on the port it had. `settings` win over its postgresql.conf. */
export async function ownPostgres(settings: Record<string, string> = {}): Promise<OwnPostgres> {
  const spare = environment.sparePostgres()
  const dataDir = `${spare.data_dir}-${process.pid}-${++serverCount}`
  execFileSync("cp", ["-a", spare.data_dir, dataDir])
  const port = await freePort()
  const databaseUrl = `postgres://${spare.superuser}:${spare.password}@localhost:${port}/${spare.database}`
  let server: ChildProcess | null = null

  async function stop(ending: Ending): Promise<void> {
    if (!server || server.exitCode !== null) return
    const exited = new Promise((resolve) => server?.once("exit", resolve))
    server.kill(SIGNALS[ending])
    await exited
    server = null
  }

  return {
    databaseUrl,
    port,
    dataDir,
    pids: () => (server?.pid && server.exitCode === null ? [server.pid, ...childrenOf(server.pid)] : []),
    async start() {
      const flags = [
        "-D",
        dataDir,
        "-p",
        String(port),
        "-c",
        "listen_addresses=localhost",
        "-c",
        "unix_socket_directories=",
        "-c",
        "max_connections=200",
        ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      ]
      // A clean environment: PGDATA or an odd locale of the caller would change what starts.
      const env = { PATH: process.env.PATH, LC_ALL: "C" }
      // A child of ours, not detached as pg_ctl would make it: it ends when the test run is ended.
      const child = spawn(join(spare.native, "bin", "postgres"), flags, {
        ...spare.user,
        cwd: "/",
        env,
        stdio: "ignore",
      })
      server = child
      await until(
        () => {
          if (child.exitCode !== null) throw new Error(`postgres ended with code ${child.exitCode}`)
          return queryDatabase(databaseUrl, "SELECT 1").catch(() => false)
        },
        { what: "PostgreSQL to answer", timeout_ms: START_TIMEOUT_MS }
      )
    },
    stop,
    async remove() {
      await stop("fast")
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import { rmSync } from "node:fs"
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
  start(): Promise<void>
  stop(ending: Ending): Promise<void>
  /** Stops it and deletes its data. */
  remove(): Promise<void>
}

let serverCount = 0

/** Copies the spare server that the run prepared; comes back on the port it had. */
export async function ownPostgres(): Promise<OwnPostgres> {
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

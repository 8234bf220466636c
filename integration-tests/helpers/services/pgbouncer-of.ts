import { spawn } from "node:child_process"
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { queryDatabase } from "./database"
import { freePort } from "./free-port"
import { until } from "../until"

/** PgBouncer refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 }

/** A PgBouncer in transaction mode in front of a test run's PostgreSQL. */
export interface PgbouncerOf {
  /** The same database, through it. */
  databaseUrl: string
  stop(): Promise<void>
}

export async function pgbouncerOf(directUrl: string): Promise<PgbouncerOf> {
  const direct = new URL(directUrl)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), "webhooks-pgbouncer-"))
  const login = `user=${direct.username} password=${decodeURIComponent(direct.password)}`
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
* = host=127.0.0.1 port=${direct.port || 5432} ${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
max_client_conn = 200
default_pool_size = 20
`
  )
  const user = process.getuid?.() === 0 ? NOBODY : undefined
  for (const path of user ? [folder, join(folder, "pgbouncer.ini")] : []) chownSync(path, NOBODY.uid, NOBODY.gid)
  const child = spawn("pgbouncer", ["-q", join(folder, "pgbouncer.ini")], { ...user, cwd: folder, stdio: "ignore" })
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const pooled = new URL(directUrl)
  pooled.hostname = "127.0.0.1"
  pooled.port = String(port)
  await until(
    () => {
      if (child.exitCode !== null) throw new Error(`pgbouncer ended with code ${child.exitCode}`)
      return queryDatabase(pooled.href, "SELECT 1").catch(() => false)
    },
    { what: "PgBouncer to answer" }
  )
  return {
    databaseUrl: pooled.href,
    async stop() {
      child.kill("SIGKILL")
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

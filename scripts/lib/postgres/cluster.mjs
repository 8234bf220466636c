import { execFileSync } from "node:child_process"
import { chownSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { friendlyError } from "../lifecycle.mjs"
import { run } from "../run.mjs"

export const SUPERUSER = "postgres"
/** A run has several processes with pools of their own on one server. */
const SETTINGS = { max_connections: 200 }
/** The first that knows how to sort and fold without the machine's own locales. */
const BUILTIN_LOCALES_SINCE = 17
const LOG_LINES_SHOWN = 20

// A clean environment: PGDATA, PGPORT or an odd locale of the caller would change what starts.
function tool(home, name, args) {
  const env = { PATH: process.env.PATH, LC_ALL: "C" }
  return run(join(home.native, "bin", name), args, { ...home.user, cwd: "/", env })
}

/** Whether there is a database in the folder; an initdb that was cut short leaves none. */
export function isInitialised(home) {
  return existsSync(join(home.data_dir, "initialised"))
}

function localeFlags({ version }) {
  const knowsBuiltin = Number.parseInt(version, 10) >= BUILTIN_LOCALES_SINCE
  if (!knowsBuiltin) return ["--locale=C.UTF-8"]
  return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
}

/** Creates the data folder; text sorts and folds the same on every machine, whatever its locale. */
export async function initialise(home, password) {
  for (const name of readdirSync(home.data_dir)) rmSync(join(home.data_dir, name), { recursive: true })
  const passwordFile = join(home.data_dir, "..", `initdb-${process.pid}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  try {
    if (home.user.uid !== undefined) chownSync(passwordFile, home.user.uid, home.user.gid)
    await tool(home, "initdb", [
      `--pgdata=${home.data_dir}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      ...localeFlags(home),
    ])
    writeFileSync(join(home.data_dir, "initialised"), "")
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function commandOf(pid) {
  try {
    if (existsSync("/proc/self")) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
    return execFileSync("ps", ["-p", pid, "-o", "command="], { encoding: "utf8" })
  } catch {
    return ""
  }
}

/**
 * The port a live server on our data listens on, else null. The pid file alone does not tell: after a crash
 * its number may belong to a zombie or to some other program, and PostgreSQL would then refuse to start.
 */
export function runningPort(home) {
  const pidFile = join(home.data_dir, "postmaster.pid")
  if (!existsSync(pidFile)) return null
  const [pid, , , port] = readFileSync(pidFile, "utf8").split("\n")
  if (commandOf(pid).includes(home.data_dir)) return Number(port)
  rmSync(pidFile)
  return null
}

/** Starts the server detached: pg_ctl gives it a session of its own, which Ctrl-C does not reach. `settings` win over its postgresql.conf. */
export async function startServer(home, port, settings = SETTINGS) {
  const log = join(home.data_dir, "server.log")
  // No Unix socket: its folder may not exist, and its path is too long inside a deep project.
  const where = `-p ${port} -c listen_addresses=localhost -c unix_socket_directories=''`
  const flags = [where, ...Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)].join(" ")
  try {
    await tool(home, "pg_ctl", ["start", "-w", "-D", home.data_dir, "-l", log, "-o", flags])
  } catch {
    const tail = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-LOG_LINES_SHOWN) : []
    throw friendlyError(["PostgreSQL did not start. Its log ends with:", ...tail].join("\n  "))
  }
}

/** Stops the server; open transactions are rolled back, not waited for. */
export function stopServer(home) {
  return tool(home, "pg_ctl", ["stop", "-w", "-m", "fast", "-D", home.data_dir])
}

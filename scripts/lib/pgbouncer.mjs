import { spawnSync } from "node:child_process"
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { installPackage } from "./debian.mjs"
import { defer, friendlyError } from "./lifecycle.mjs"
import { freePort } from "./postgres/ports.mjs"
import { canRead, serverUser } from "./postgres/server-user.mjs"
import { step } from "./progress.mjs"
import { dataPath } from "./project.mjs"
import { start } from "./run.mjs"
import { canConnect } from "./sql.mjs"

const BINARY = "pgbouncer"
const START_TIMEOUT_MS = 10_000
const POLL_MS = 50
/** Connections to one database, whatever the number of clients: few, so that clients do share them. */
const POOL_SIZE = 10
const MOST_CLIENTS = 500

/** Debian puts it where only root's PATH looks. */
function locate() {
  const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }
  const found = spawnSync("/bin/sh", ["-c", `command -v ${BINARY}`], { encoding: "utf8", env })
  return found.status === 0 ? found.stdout.trim() : null
}

const settings = (server, port, users) => `[databases]
* = host=127.0.0.1 port=${server.port || 5432}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${POOL_SIZE}
max_client_conn = ${MOST_CLIENTS}
ignore_startup_parameters = extra_float_digits,options
`

/** A folder that its user can read, deleted with the run. */
function makeHome(user) {
  const home = canRead(user, dataPath())
    ? dataPath(`${BINARY}-${process.pid}`)
    : mkdtempSync(join(tmpdir(), `${BINARY}-`))
  mkdirSync(home, { recursive: true, mode: 0o700 })
  defer(() => rmSync(home, { recursive: true, force: true }))
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid)
  return home
}

function writeFor(user, path, text) {
  writeFileSync(path, text, { mode: 0o600 })
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid)
}

/** What its users file takes as a quoted text. */
const quoted = (text) => `"${decodeURIComponent(text).replaceAll('"', '""')}"`

/**
 * Gives a PgBouncer in transaction mode in front of a server on this machine, for all of its databases, which ends with the
 * run. Installs it where that is ours to do.
 * @returns the server's URL, by way of PgBouncer
 */
export function ensurePgbouncer(serverUrl) {
  return step(BINARY, "starting a private PgBouncer", async (say) => {
    if (!locate()) await installPackage(BINARY)
    const command = locate()
    if (!command) throw friendlyError(`No ${BINARY} on the PATH: sudo apt-get install ${BINARY}`)
    const server = new URL(serverUrl)
    // It refuses root, as PostgreSQL does.
    const user = serverUser()
    const home = makeHome(user)
    const [port, ini, users] = [await freePort(), join(home, "pgbouncer.ini"), join(home, "users.txt")]
    writeFor(user, users, `${quoted(server.username)} ${quoted(server.password)}\n`)
    writeFor(user, ini, settings(server, port, users))
    const logPath = dataPath(`${BINARY}.log`)
    const { exited } = start(command, [ini], { ...user, cwd: home, log_path: logPath, stop_signal: "SIGINT" })
    const door = new URL(serverUrl)
    door.host = `127.0.0.1:${port}`
    let ended = false
    void exited.then(() => (ended = true))
    const giveUpAt = Date.now() + START_TIMEOUT_MS
    while (!(await canConnect(door.href))) {
      if (ended || Date.now() > giveUpAt) throw friendlyError(`The private PgBouncer did not start; see ${logPath}`)
      await sleep(POLL_MS)
    }
    say(`started a private PgBouncer on port ${port}, ${POOL_SIZE} connections per database`)
    return door.href
  })
}

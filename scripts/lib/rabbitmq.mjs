import { randomBytes } from "node:crypto"
import { spawnSync } from "node:child_process"
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { installServer } from "./debian.mjs"
import { defer, friendlyError } from "./lifecycle.mjs"
import { isAlive } from "./lock.mjs"
import { freePort } from "./postgres/ports.mjs"
import { canRead, idsOf } from "./postgres/server-user.mjs"
import { step } from "./progress.mjs"
import { dataPath } from "./project.mjs"
import { start } from "./run.mjs"

const NAME = "rabbitmq"
const BINARY = "rabbitmq-server"
/** Debian's command on the PATH insists on being root, and on the service's folders; this one starts whatever it is told. */
const DEBIAN_SCRIPT = "/usr/lib/rabbitmq/bin/rabbitmq-server"
const START_TIMEOUT_MS = 60_000
const POLL_MS = 50
const AMQP_GREETING = Buffer.from("AMQP\0\0\x09\x01", "latin1")

function locate() {
  if (existsSync(DEBIAN_SCRIPT)) return DEBIAN_SCRIPT
  const found = spawnSync("/bin/sh", ["-c", `command -v ${BINARY}`], { encoding: "utf8" })
  return found.status === 0 ? found.stdout.trim() : null
}

/** Folders of runs that were killed; their names end with the process that made them. */
function dropOrphans(dir) {
  for (const name of readdirSync(dir).filter((name) => name.startsWith(`${NAME}-`))) {
    if (!isAlive(Number(name.split("-")[1]))) rmSync(join(dir, name), { recursive: true, force: true })
  }
}

/** Servers that specs started beside ours, in folders of their own, and did not end: each is in a group that nobody else ends. */
function killForgotten(home) {
  for (const name of readdirSync(home).filter((name) => name.startsWith("own-"))) {
    const pidFile = join(home, name, "pid")
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0
    if (pid > 0 && isAlive(pid)) process.kill(pid, "SIGKILL")
  }
}

/** A folder that the server's user can write to, deleted with the run. */
function makeHome(user) {
  dropOrphans(dataPath())
  const reachable = canRead(user, dataPath())
  const home = reachable ? dataPath(`${NAME}-${process.pid}`) : mkdtempSync(join(tmpdir(), `${NAME}-`))
  mkdirSync(home, { recursive: true, mode: 0o700 })
  defer(() => {
    killForgotten(home)
    rmSync(home, { recursive: true, force: true })
  })
  if (user.uid !== undefined) chownSync(home, user.uid, user.gid)
  return home
}

/** Loopback only, no plugins, nothing of the machine's own RabbitMQ: neither its folders, its settings nor its epmd. */
function serverEnv(home, { port, distribution_port, epmd_port }) {
  return {
    PATH: process.env.PATH,
    LC_ALL: "C.UTF-8",
    HOME: home,
    ERL_EPMD_ADDRESS: "127.0.0.1",
    ERL_EPMD_PORT: String(epmd_port),
    RABBITMQ_NODENAME: `webhooks-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: "127.0.0.1",
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution_port),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: "-kernel inet_dist_use_interface {127,0,0,1}",
    RABBITMQ_CONF_ENV_FILE: "/dev/null",
    RABBITMQ_CONFIG_FILE: join(home, "rabbitmq.conf"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(home, "enabled_plugins"),
    RABBITMQ_MNESIA_BASE: join(home, "mnesia"),
    RABBITMQ_LOG_BASE: join(home, "log"),
    RABBITMQ_PID_FILE: join(home, "pid"),
  }
}

function greets(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(AMQP_GREETING))
    socket.once("data", (data) => {
      resolve(data[0] === 1)
      socket.destroy()
    })
    socket.once("error", () => resolve(false))
    socket.once("close", () => resolve(false))
  })
}

async function untilGreets(port, exited, logPath) {
  let ended = false
  void exited.then(() => (ended = true))
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  while (!(await greets(port))) {
    if (ended || Date.now() > giveUpAt) throw friendlyError(`The private RabbitMQ did not start; see ${logPath}`)
    await sleep(POLL_MS)
  }
}

/**
 * Gives a RabbitMQ of this run's own, on free ports, which ends with the run. Installs it where that is ours to do.
 * @returns its URL without a destination, and how it was started, for a spec that wants to stop and start one.
 */
export function ensureRabbitmq() {
  return step(NAME, "starting a private RabbitMQ", async (say) => {
    if (!locate()) await installServer(BINARY, { debian: "rabbitmq-server", brew: "rabbitmq", dnf: "rabbitmq-server" })
    const command = locate()
    const user = process.getuid?.() === 0 ? (idsOf("rabbitmq") ?? {}) : {}
    const home = makeHome(user)
    const ports = { port: await freePort(), distribution_port: await freePort(), epmd_port: await freePort() }
    const password = randomBytes(12).toString("hex")
    writeFileSync(join(home, "rabbitmq.conf"), `default_user = test\ndefault_pass = ${password}\n`)
    writeFileSync(join(home, "enabled_plugins"), "[].\n")
    const options = {
      ...user,
      cwd: home,
      env: serverEnv(home, ports),
      log_path: dataPath("rabbitmq.log"),
      stop_signal: "SIGKILL",
    }
    // In the foreground: the server would start one that stays behind.
    start("epmd", ["-address", "127.0.0.1", "-port", String(ports.epmd_port)], {
      ...options,
      log_path: dataPath("epmd.log"),
    })
    const { exited } = start(command, [], options)
    await untilGreets(ports.port, exited, options.log_path)
    say(`started a private RabbitMQ on port ${ports.port}`)
    return {
      url: `amqp://test:${password}@127.0.0.1:${ports.port}/`,
      server: { command, user, env: options.env, password },
    }
  })
}

import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { friendlyError } from "./lifecycle.mjs"
import { freePort } from "./postgres/ports.mjs"
import { step } from "./progress.mjs"
import { dataPath } from "./project.mjs"
import { run, start } from "./run.mjs"

const BINARY = "redis-server"
const START_TIMEOUT_MS = 10_000
const POLL_MS = 20
/** Loopback only, and nothing on disk: what is in it may be lost at any time. */
const FLAGS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]

function isInstalled() {
  return spawnSync(BINARY, ["--version"], { stdio: "ignore" }).status === 0
}

/** Installs the package; its service is not for us, we run the binary. */
async function install() {
  const is_debian_root = existsSync("/etc/debian_version") && process.getuid?.() === 0
  if (!is_debian_root) {
    throw friendlyError(`No ${BINARY} on the PATH. Install it: brew install redis, dnf install redis, sudo apt-get install redis-server`)
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const apt = (...args) => run("apt-get", args, { env })
  try {
    await apt("install", "-y", "--no-install-recommends", "redis-server")
  } catch {
    // The machine may never have read its package lists, or too long ago.
    await apt("update")
    await apt("install", "-y", "--no-install-recommends", "redis-server")
  }
}

function answersPing(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"))
    socket.once("data", (data) => {
      resolve(data.toString().startsWith("+PONG"))
      socket.destroy()
    })
    socket.once("error", () => resolve(false))
    socket.once("close", () => resolve(false))
  })
}

async function untilAnswers(port, exited, log_path) {
  let ended = false
  void exited.then(() => (ended = true))
  const give_up_at = Date.now() + START_TIMEOUT_MS
  while (!(await answersPing(port))) {
    if (ended || Date.now() > give_up_at) throw friendlyError(`The private Redis did not start; see ${log_path}`)
    await sleep(POLL_MS)
  }
}

/** Gives a Redis of this run's own, on a free port, which ends with the run. Installs it where that is ours to do. */
export function ensureRedis() {
  return step("redis", "starting a private Redis", async (say) => {
    if (!isInstalled()) await install()
    const port = await freePort()
    const log_path = dataPath("redis.log")
    const { pid, exited } = start(BINARY, ["--port", String(port), ...FLAGS], { log_path })
    await untilAnswers(port, exited, log_path)
    say(`started a private Redis on port ${port}`)
    return { url: `redis://127.0.0.1:${port}`, port, pid }
  })
}

import { spawnSync } from "node:child_process"
import { connect } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { installServer } from "./debian.mjs"
import { friendlyError } from "./lifecycle.mjs"
import { freePort } from "./postgres/ports.mjs"
import { step } from "./progress.mjs"
import { dataPath } from "./project.mjs"
import { start } from "./run.mjs"

const BINARY = "redis-server"
const START_TIMEOUT_MS = 10_000
const POLL_MS = 20
/** Loopback only, and nothing on disk: what is in it may be lost at any time. */
const FLAGS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]

function isInstalled() {
  return spawnSync(BINARY, ["--version"], { stdio: "ignore" }).status === 0
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

async function untilAnswers(port, exited, logPath) {
  let ended = false
  void exited.then(() => (ended = true))
  const giveUpAt = Date.now() + START_TIMEOUT_MS
  while (!(await answersPing(port))) {
    if (ended || Date.now() > giveUpAt) throw friendlyError(`The private Redis did not start; see ${logPath}`)
    await sleep(POLL_MS)
  }
}

/** Gives a Redis of this run's own, on a free port, which ends with the run. Installs it where that is ours to do. */
export function ensureRedis() {
  return step("redis", "starting a private Redis", async (say) => {
    if (!isInstalled()) await installServer(BINARY, { debian: "redis-server", brew: "redis", dnf: "redis" })
    const port = await freePort()
    const logPath = dataPath("redis.log")
    const { pid, exited } = start(BINARY, ["--port", String(port), ...FLAGS], { log_path: logPath })
    await untilAnswers(port, exited, logPath)
    say(`started a private Redis on port ${port}`)
    return { url: `redis://127.0.0.1:${port}`, port, pid }
  })
}

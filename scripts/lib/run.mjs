import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { defer, friendlyError } from "./lifecycle.mjs"
import { ROOT } from "./project.mjs"

const SHOWN_LINES = 60
const POLL_MS = 50
const GRACE_MS = 20_000

/** Runs a command to its end and returns its output; on failure throws with the end of that output. */
export function run(command, args, { cwd = ROOT, env = process.env, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], ...options })
    const undo = defer(() => void child.kill())
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("error", (error) => (undo(), reject(error)))
    child.on("close", (code, signal) => {
      undo()
      if (code === 0) return resolve(output)
      const tail = output.trimEnd().split("\n").slice(-SHOWN_LINES).join("\n")
      const error = friendlyError(`${tail}\n\n"${[command, ...args].join(" ")}" ended with ${signal ?? `code ${code}`}`)
      reject(Object.assign(error, { output }))
    })
  })
}

function isGroupAlive(pid) {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}

/** Asks a whole process group to end, and kills it when it has not within the time Medusa needs to drain. */
async function stopGroup(pid, signal) {
  const giveUpAt = Date.now() + GRACE_MS
  if (isGroupAlive(pid)) process.kill(-pid, signal)
  while (isGroupAlive(pid)) {
    if (Date.now() > giveUpAt) return process.kill(-pid, "SIGKILL")
    await sleep(POLL_MS)
  }
}

/**
 * Starts a long-running command in a process group of its own, so that Ctrl-C in a terminal does not reach it
 * beside our own signal: Medusa would shut down twice. Its output goes to `log_path`, else to ours.
 *
 * When our script ends, the whole group is ended first: `medusa develop` leaves its server behind when only it
 * is told. What has nothing to write down may be ended by a harder signal.
 */
export function start(
  command,
  args,
  { cwd = ROOT, env = process.env, log_path, stop_signal = "SIGTERM", uid, gid } = {}
) {
  const log = log_path ? openSync(log_path, "w") : "inherit"
  const child = spawn(command, args, { cwd, env, uid, gid, detached: true, stdio: ["ignore", log, log] })
  if (log_path) closeSync(log)
  const exited = new Promise((resolve, reject) => {
    child.on("error", reject)
    child.on("exit", (code, signal) => resolve({ code, signal }))
  })
  defer(() => stopGroup(child.pid, stop_signal))
  return { pid: child.pid, exited }
}

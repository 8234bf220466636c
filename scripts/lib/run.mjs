import { spawn } from "node:child_process"
import { closeSync, openSync } from "node:fs"
import { ROOT } from "./project.mjs"
import { defer, friendlyError } from "./lifecycle.mjs"

const SHOWN_LINES = 60

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

/**
 * Starts a long-running command in a process group of its own, so that Ctrl-C in a terminal does not reach
 * it beside our own `stop`: Medusa would shut down twice. Its output goes to `log_path`, else to ours.
 *
 * `stop()` asks with SIGTERM, kills the group after `grace_ms`, and tells whether it went by itself.
 */
export function start(command, args, { cwd = ROOT, env = process.env, log_path, grace_ms = 20_000 } = {}) {
  const log = log_path ? openSync(log_path, "w") : "inherit"
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", log, log] })
  if (log_path) closeSync(log)

  const exited = new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, signal: null, error }))
    child.on("exit", (code, signal) => resolve({ code, signal }))
  })
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null || !child.pid) return true
    child.kill("SIGTERM")
    const timer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), grace_ms)
    const { signal } = await exited
    clearTimeout(timer)
    return signal !== "SIGKILL"
  }
  const undo = defer(stop)
  void exited.then(undo)
  return { pid: child.pid, exited, stop, kill: (signal) => child.kill(signal) }
}

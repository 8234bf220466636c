import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { friendlyError } from "../lib/lifecycle.mjs"
import { freePort } from "../lib/postgres/ports.mjs"
import { step } from "../lib/progress.mjs"
import { bin, dataPath } from "../lib/project.mjs"
import { start } from "../lib/run.mjs"
import { BUILT_DIR } from "./build.mjs"

const USUAL_PORT = 9000
const BOOT_TIMEOUT_MS = 120_000
const POLL_MS = 100
const LOG_LINES_SHOWN = 30

async function isHealthy(url) {
  try {
    return (await fetch(`${url}/health`)).ok
  } catch {
    return false
  }
}

function logTail(log_path) {
  return readFileSync(log_path, "utf8").trimEnd().split("\n").slice(-LOG_LINES_SHOWN).join("\n")
}

/** Starts the built shop and waits until it answers. Its log goes to `.data/demo.log`. */
export function startShop(env) {
  return step("shop", "starting Medusa", async (say) => {
    const port = await freePort(USUAL_PORT)
    const url = `http://localhost:${port}`
    const log_path = dataPath("demo.log")
    // Only this machine may reach it: its password is known, and it delivers to private addresses.
    const medusa = start(bin("medusa"), ["start", "--host", "127.0.0.1", "--port", String(port)], {
      cwd: BUILT_DIR,
      env: { ...env, WEBHOOKS_ALLOW_PRIVATE_TARGETS: "true", ADMIN_CORS: url, AUTH_CORS: url },
      log_path,
    })
    let is_gone = false
    void medusa.exited.then(() => (is_gone = true))
    const give_up_at = Date.now() + BOOT_TIMEOUT_MS
    while (!(await isHealthy(url))) {
      if (is_gone) throw friendlyError(`${logTail(log_path)}\n\nMedusa ended while starting.`)
      if (Date.now() > give_up_at) throw friendlyError(`${logTail(log_path)}\n\nMedusa does not answer on ${url}.`)
      await sleep(POLL_MS)
    }
    say(`Medusa answers on ${url}`)
    return { url, exited: medusa.exited }
  })
}

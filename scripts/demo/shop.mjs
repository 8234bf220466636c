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

function logTail(logPath) {
  return readFileSync(logPath, "utf8").trimEnd().split("\n").slice(-LOG_LINES_SHOWN).join("\n")
}

/** Starts the built shop and waits until it answers. Its log goes to `.data/demo.log`. */
export function startShop(env) {
  return step("shop", "starting Medusa", async (say) => {
    const port = await freePort(USUAL_PORT)
    const url = `http://localhost:${port}`
    const logPath = dataPath("demo.log")
    // Only this machine may reach it: its password is known, and it delivers to private addresses.
    const medusa = start(bin("medusa"), ["start", "--host", "127.0.0.1", "--port", String(port)], {
      cwd: BUILT_DIR,
      env: {
        ...env,
        WEBHOOKS_ALLOW_PRIVATE_TARGETS: "true",
        COMPLIANCE_CHECKOUT: "block",
        ADMIN_CORS: url,
        AUTH_CORS: url,
      },
      log_path: logPath,
    })
    let isGone = false
    void medusa.exited.then(() => (isGone = true))
    const giveUpAt = Date.now() + BOOT_TIMEOUT_MS
    while (!(await isHealthy(url))) {
      if (isGone) throw friendlyError(`${logTail(logPath)}\n\nMedusa ended while starting.`)
      if (Date.now() > giveUpAt) throw friendlyError(`${logTail(logPath)}\n\nMedusa does not answer on ${url}.`)
      await sleep(POLL_MS)
    }
    say(`Medusa answers on ${url}`)
    return { url, exited: medusa.exited }
  })
}

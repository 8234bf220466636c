import { existsSync } from "node:fs"
import { friendlyError } from "./lifecycle.mjs"
import { run } from "./run.mjs"

/** apt-get lets in one at a time. */
let queue = Promise.resolve()

async function install(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
  const apt = (...args) => run("apt-get", args, { env })
  try {
    await apt("install", "-y", "--no-install-recommends", name)
  } catch {
    // The machine may never have read its package lists, or too long ago.
    await apt("update")
    await apt("install", "-y", "--no-install-recommends", name)
  }
}

/** Installs a package where that is ours to do: on Debian, as root. @returns whether it was. */
export async function installPackage(name) {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return false
  const installed = queue.then(() => install(name))
  queue = installed.catch(() => undefined)
  await installed
  return true
}

/** Installs a server's package where that is ours to do; its service is not for us, we run the binary. Else says what to type. */
export async function installServer(binary, { debian, brew, dnf }) {
  if (await installPackage(debian)) return
  const commands = `brew install ${brew}, dnf install ${dnf}, sudo apt-get install ${debian}`
  throw friendlyError(`No ${binary} on the PATH. Install it: ${commands}`)
}

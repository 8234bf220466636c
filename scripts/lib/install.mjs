import { existsSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { withLock } from "./lock.mjs"
import { step } from "./progress.mjs"
import { ROOT } from "./project.mjs"
import { run } from "./run.mjs"

function packagesOf(lockfile) {
  const path = join(ROOT, lockfile)
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : null
}

/**
 * Whether node_modules is what package-lock.json asks for, by npm's own record of what it put there. It is
 * written last, so an installation that was cut short counts as stale.
 */
function isInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json")
  if (!installed) return false
  return Object.entries(packagesOf("package-lock.json")).every(([path, wanted]) => {
    if (path === "") return true
    const found = installed[path]
    // Packages for other platforms are in the lockfile, and nowhere else.
    return found ? found.version === wanted.version : wanted.optional === true
  })
}

/** The npm that runs us, if any, else the one on the PATH: a command and its first arguments. */
export function npm() {
  const cli = process.env.npm_execpath
  return cli && basename(cli).startsWith("npm") ? [process.execPath, cli] : ["npm"]
}

async function install() {
  const [command, ...args] = npm()
  // A shell may set NODE_ENV=production, and without devDependencies nothing here would run.
  const options = ["--include=dev", "--no-audit", "--no-fund"]
  try {
    await run(command, [...args, "ci", ...options])
  } catch (error) {
    // `npm ci` wants an entry for every platform's optional packages, and a lockfile written with a registry
    // that does not have them all lacks some. A plain install does without, and leaves the lockfile alone.
    if (!error.output?.includes("code EUSAGE")) throw error
    await run(command, [...args, "install", "--no-save", ...options])
  }
}

/** Installs the dependencies when they are missing or not those of the lockfile. */
export function ensureInstalled() {
  return withLock("install", () =>
    step("install", "installing dependencies", async (say) => {
      if (isInstalled()) return say("dependencies are current")
      await install()
      say("dependencies installed")
    })
  )
}

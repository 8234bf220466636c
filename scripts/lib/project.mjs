import { createHash } from "node:crypto"
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

/** Top folder of the project, wherever the command was typed. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..")

/** Everything a run leaves behind: databases, secrets, logs. Deleting it starts afresh. */
export const DATA_DIR = join(ROOT, ".data")

/** Path inside `.data`, which is created on the way. */
export function dataPath(...parts) {
  mkdirSync(DATA_DIR, { recursive: true })
  // Under umask 077 the database's own user could not reach its folder in here.
  chmodSync(DATA_DIR, 0o755)
  return join(DATA_DIR, ...parts)
}

/** Path of a command that an installed package brought. */
export function bin(name) {
  return join(ROOT, "node_modules", ".bin", name)
}

function filesUnder(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return []
  if (stat.isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

/** Hash over names and contents of files and whole folders, relative to the project; missing ones count as empty. */
export function fingerprint(paths) {
  const hash = createHash("sha256")
  for (const path of paths) {
    for (const file of filesUnder(join(ROOT, path))) {
      hash
        .update(`${file.slice(ROOT.length)}\0`)
        .update(readFileSync(file))
        .update("\0")
    }
  }
  return hash.digest("hex").slice(0, 12)
}

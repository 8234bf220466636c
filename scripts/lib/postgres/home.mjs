import { createHash } from "node:crypto"
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ROOT, dataPath } from "../project.mjs"
import { friendlyError } from "../lifecycle.mjs"
import { locateBinaries } from "./binaries.mjs"
import { canRead, serverUser } from "./server-user.mjs"

const HASH_LENGTH = 12

function dataFolder({ uid, gid }, dir) {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (uid !== undefined) chownSync(dir, uid, gid)
  return dir
}

function giveTo({ uid, gid }, dir) {
  lchownSync(dir, uid, gid)
  for (const name of readdirSync(dir, { recursive: true })) lchownSync(join(dir, name), uid, gid)
}

/** Copies under another name first: a copy cut short must not pass for a whole one. */
function copyWhole(from, to, user) {
  const unfinished = `${to}-unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true })
  giveTo(user, unfinished)
  renameSync(unfinished, to)
}

/** A folder of ours in a place everybody can reach, keyed by the project's path. */
function refuge(user) {
  const base = [tmpdir(), "/var/tmp", "/tmp"].find((dir) => existsSync(dir) && canRead(user, dir))
  if (!base) throw friendlyError(`No folder that PostgreSQL's user can read. Set DATABASE_URL, or do not run as root.`)
  const key = createHash("sha256").update(ROOT).digest("hex").slice(0, HASH_LENGTH)
  const dir = join(base, `medusa-webhooks-${key}`)
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  const stat = lstatSync(dir)
  // The name can be guessed and the place is everybody's: what somebody else put there is not ours to run.
  if (!stat.isDirectory() || stat.uid !== process.getuid()) throw friendlyError(`${dir} is not ours. Remove it.`)
  return dir
}

/**
 * Where the binaries and the data of the server `name` live, and who owns them. Normally the data is in the project; when root
 * runs us in a folder that no other user can enter (mode 0700, /root), in a temporary folder, with a copy of binaries that are in ours.
 */
export function chooseHome(name = "postgres", { native, version } = locateBinaries()) {
  const user = serverUser()
  const isReadable = canRead(user, join(native, "bin", "postgres"))
  if (isReadable && canRead(user, dataPath())) {
    return { user, native, version, data_dir: dataFolder(user, dataPath(name)), moved: false }
  }
  const dir = refuge(user)
  const copy = join(dir, `native-${version}`)
  if (!isReadable && !existsSync(copy)) copyWhole(native, copy, user)
  const data_dir = dataFolder(user, join(dir, name === "postgres" ? "data" : name))
  return { user, native: isReadable ? native : copy, version, data_dir, moved: true }
}

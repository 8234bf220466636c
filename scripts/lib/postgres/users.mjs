import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { isAlive } from "../lock.mjs"
import { dataPath } from "../project.mjs"

/** Notes that this process uses the server `name`: a demo and a test run share one, and the last to leave stops it. */
export function enter(name) {
  const dir = dataPath(`${name}-users`)
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, String(process.pid)), "")
}

/** Takes the note back. @returns how many other live processes still use the server. */
export function leave(name) {
  const dir = dataPath(`${name}-users`)
  rmSync(join(dir, String(process.pid)), { force: true })
  const noted = readdirSync(dir)
  // A process that was killed could not take its note back.
  for (const pid of noted) if (!isAlive(Number(pid))) rmSync(join(dir, pid), { force: true })
  return { others_count: noted.filter((pid) => isAlive(Number(pid))).length }
}

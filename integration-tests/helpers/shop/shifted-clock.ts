import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"

const PRELOAD = resolve(__dirname, "shifted-clock-preload.cjs")

/** A clock of a shop's process, which a spec puts forward. */
export interface ShiftedClock {
  /** For the process that shall have this clock. */
  env: NodeJS.ProcessEnv
  now(): Date
  putForward(ms: number): void
  remove(): void
}

export function shiftedClock(): ShiftedClock {
  const folder = mkdtempSync(join(tmpdir(), "shop-clock-"))
  const file = join(folder, "shift-ms")
  let shiftMs = 0
  const write = () => writeFileSync(file, String(shiftMs))
  write()
  return {
    env: { NODE_OPTIONS: `--require ${PRELOAD}`, TEST_CLOCK_FILE: file },
    now: () => new Date(Date.now() + shiftMs),
    putForward(ms) {
      shiftMs += ms
      write()
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

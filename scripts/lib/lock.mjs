import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { dataPath } from "./project.mjs"

const POLL_MS = 200
const SAY_AFTER_MS = 5_000

/** Whether a process with this id lives, ours or not. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

function holderOf(path) {
  try {
    return Number(readFileSync(path, "utf8"))
  } catch {
    return null
  }
}

/**
 * Runs `work` while no other run of ours in this folder does the same: two at once would both install, or
 * both create the database. The lock of a process that died is taken over.
 */
export async function withLock(name, work) {
  const path = dataPath(`${name}.lock`)
  const beganAt = Date.now()
  let said = false
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" })
      break
    } catch (error) {
      if (error.code !== "EEXIST") throw error
    }
    const holder = holderOf(path)
    if (holder && !isAlive(holder)) rmSync(path, { force: true })
    if (!said && Date.now() - beganAt > SAY_AFTER_MS) {
      said = true
      console.log(`  waiting for process ${holder}, which holds ${path}`)
    }
    await sleep(POLL_MS)
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

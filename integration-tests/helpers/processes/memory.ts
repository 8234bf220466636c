import { readFileSync } from "node:fs"

/** Bytes of a process that are resident, as Linux counts them. */
export function residentBytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(kilobytes) * 1_024
}

import { randomBytes } from "node:crypto"
import { monotonicFactory } from "ulid"

/** Random bytes fetched at once: `ulid` wants them one by one, and a system call for each would cost more than sending the delivery. */
const POOL_BYTES = 4_096
let pool = Buffer.alloc(0)
let usedBytes = 0

function draw(): number {
  if (usedBytes === pool.length) {
    pool = randomBytes(POOL_BYTES)
    usedBytes = 0
  }
  return (pool[usedBytes++] ?? 0) / 256
}

const ulid = monotonicFactory(draw)

/** @returns a new id, such as `evt_` and a ULID. Ids of one process sort in the order in which they were made, also within a millisecond. */
export function newId(prefix: "evt" | "dlv" | "att" | "inb"): string {
  return `${prefix}_${ulid()}`
}

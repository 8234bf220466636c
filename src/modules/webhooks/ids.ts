import { randomBytes } from "node:crypto"
import { monotonicFactory } from "ulid"

/** `ulid` asks for a byte at a time; asking the system each time would cost more than sending the delivery. */
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

/** `evt_` and a ULID: ids of one process sort as they were made, also within a millisecond. */
export function newId(prefix: "evt" | "dlv" | "att"): string {
  return `${prefix}_${ulid()}`
}

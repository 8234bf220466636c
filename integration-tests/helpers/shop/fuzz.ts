import { randomBytes } from "node:crypto"
import { Agent, request, type OutgoingHttpHeaders } from "node:http"

/** Dice that fall the same way for the same seed: a failure can be had again. */
export function dice(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return { next, below, of: <T>(items: readonly T[]): T => items[below(items.length)] as T }
}
export type Dice = ReturnType<typeof dice>

/** One call that somebody might make. */
export interface FuzzedCall {
  path: string
  headers: OutgoingHttpHeaders
  body: Buffer
  /** Ends the connection before the body is complete. */
  cut: boolean
}

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

/** Makes the call. @returns the status and the answer; `null` where the connection ended without one. */
export function make(
  url: string,
  { path, headers, body, cut }: FuzzedCall
): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url)
    const length = cut ? { "content-length": String(body.length + 100) } : {}
    const call = request(
      { agent, hostname, port, method: "POST", path, headers: { ...headers, ...length } },
      (answer) => {
        let text = ""
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()))
        answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text })).on("error", () => resolve(null))
      }
    )
    call.on("error", () => resolve(null))
    if (!cut) return void call.end(body)
    call.write(body)
    setTimeout(() => call.destroy(), 20)
  })
}

const WORDS = ["__proto__", "constructor", "event", "", "\0", "\ud800", "cus_1", "é", "🙂", "2026-01-01T00:00:00Z"]

/** Some JSON, mostly odd. */
export function oddJson(roll: Dice, depth = 0): unknown {
  const kind = roll.below(depth > 4 ? 5 : 8)
  if (kind === 0) return roll.of([0, -1, 1e308, 9_007_199_254_740_993, 0.1])
  if (kind === 1) return roll.of(WORDS)
  if (kind === 2) return roll.of([true, false, null])
  if (kind === 3) return roll.of(WORDS).repeat(1 + roll.below(50))
  if (kind === 4) return randomBytes(roll.below(40)).toString("latin1")
  const items = Array.from({ length: roll.below(4) }, () => oddJson(roll, depth + 1))
  return kind === 5 ? items : Object.fromEntries(items.map((item, index) => [`${roll.of(WORDS)}${index}`, item]))
}

/** A text that was a message, with some of its fields changed, missing or doubled, or with some of its bytes changed. */
export function mutated(roll: Dice, text: string): Buffer {
  const kind = roll.below(6)
  const record = JSON.parse(text) as Record<string, unknown>
  const key = roll.of(Object.keys(record))
  if (kind === 0) return Buffer.from(JSON.stringify({ ...record, [key]: oddJson(roll) }))
  if (kind === 1)
    return Buffer.from(JSON.stringify({ ...record, [key]: undefined, ...(oddJson(roll) as object | null) }))
  if (kind === 2) return Buffer.from(text.replace("{", `{"${key}":${JSON.stringify(oddJson(roll))},`))
  if (kind === 3) return Buffer.from(JSON.stringify(oddJson(roll)) ?? "")
  const bytes = Buffer.from(text)
  if (kind === 4) return bytes.subarray(0, roll.below(bytes.length))
  for (let n = roll.below(8); n >= 0; n--) bytes[roll.below(bytes.length)] = roll.below(256)
  return bytes
}

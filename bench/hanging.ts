import { connect, type Socket } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { residentBytes } from "../integration-tests/helpers/processes/memory"
import { nowMs } from "./process"

const SAMPLE_EVERY_MS = 50
const GIVE_UP_AFTER_MS = 60_000
/** As many as the head promises; they never come. */
const PROMISED_BYTES = 262_144

export interface Hanging {
  /** The most that the process grew by. */
  grownBytes: number
  /** Milliseconds until the last connection was ended, counted from the first. */
  endedMs: number
  endedCount: number
}

/** Opens connections that send a head and a few bytes of the body, and waits until the server has ended them all. */
export async function hang(
  url: string,
  pid: number,
  count: number,
  path: string,
  headers: Record<string, string>
): Promise<Hanging> {
  const { hostname, port } = new URL(url)
  const lines = Object.entries({ host: "shop", "content-length": String(PROMISED_BYTES), ...headers })
  const head = `POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`
  const beganMs = nowMs()
  const beforeBytes = residentBytes(pid)
  let endedCount = 0
  const sockets = Array.from({ length: count }, (): Socket => {
    const socket = connect(Number(port), hostname)
    socket.on("data", () => undefined).on("error", () => undefined)
    socket.on("close", () => void endedCount++)
    socket.write(`${head}{"never":`)
    return socket
  })
  let peakBytes = beforeBytes
  while (endedCount < count && nowMs() - beganMs < GIVE_UP_AFTER_MS) {
    peakBytes = Math.max(peakBytes, residentBytes(pid))
    await sleep(SAMPLE_EVERY_MS)
  }
  const hanging = { grownBytes: peakBytes - beforeBytes, endedMs: nowMs() - beganMs, endedCount }
  for (const socket of sockets) socket.destroy()
  return hanging
}

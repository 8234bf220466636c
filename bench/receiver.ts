import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { nowMs, serve } from "./process"

/**
 * A partner in a process of its own, as cheap as Node allows: reads the body, answers 200. Keeps, per path, which event
 * came and when its first bytes did; a path that begins with /hang is never answered.
 */
const arrivals = new Map<string, { id: string; atMs: number }[]>()
const seen = new Set<string>()
let repeatsCount = 0
const waiting: { count: number; arrived: (atMs: number) => void }[] = []

function note(path: string, id: string, deliveryId: string, atMs: number): void {
  if (seen.has(deliveryId)) return void repeatsCount++
  seen.add(deliveryId)
  const list = arrivals.get(path)
  if (list) list.push({ id, atMs })
  else arrivals.set(path, [{ id, atMs }])
  for (const { count, arrived } of waiting) if (seen.size === count) arrived(atMs)
}

const server = createServer((request, response) => {
  const atMs = nowMs()
  const path = request.url ?? "/"
  const id = String(request.headers["webhook-id"])
  const deliveryId = String(request.headers["webhook-delivery-id"])
  request.resume()
  request.on("end", () => {
    if (path.startsWith("/hang")) return
    note(path, id, deliveryId, atMs)
    response.writeHead(200, { "content-length": "0" })
    response.end()
  })
})
server.keepAliveTimeout = 60_000

const commands = {
  port: () => (server.address() as AddressInfo).port,
  /** When the `count`-th different delivery since the last reset arrived, by the clock all processes share. */
  arrived(count: number): Promise<number> | number {
    if (seen.size >= count) return nowMs()
    return new Promise((arrived) => void waiting.push({ count, arrived }))
  },
  arrivals: (path: string) => arrivals.get(path) ?? [],
  /** Requests since the last reset about deliveries that had arrived already. */
  repeatsCount: () => repeatsCount,
  reset() {
    repeatsCount = 0
    arrivals.clear()
    seen.clear()
    waiting.length = 0
  },
}
export type ReceiverCommands = typeof commands

server.listen(0, "127.0.0.1", () => serve(commands))

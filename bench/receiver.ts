import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { nowMs, serve } from "./process"

/**
 * A partner in a process of its own, as cheap as Node allows: reads the body, answers 200. Keeps, per path, which event
 * came and when its first bytes did; a path that begins with /hang is never answered.
 */
const arrivals = new Map<string, { id: string; at_ms: number }[]>()
const seen = new Set<string>()
const waiting: { count: number; arrived: (at_ms: number) => void }[] = []

function note(path: string, id: string, delivery_id: string, at_ms: number): void {
  if (seen.has(delivery_id)) return
  seen.add(delivery_id)
  const list = arrivals.get(path)
  if (list) list.push({ id, at_ms })
  else arrivals.set(path, [{ id, at_ms }])
  for (const { count, arrived } of waiting) if (seen.size === count) arrived(at_ms)
}

const server = createServer((request, response) => {
  const at_ms = nowMs()
  const path = request.url ?? "/"
  const id = String(request.headers["webhook-id"])
  const delivery_id = String(request.headers["webhook-delivery-id"])
  request.resume()
  request.on("end", () => {
    if (path.startsWith("/hang")) return
    note(path, id, delivery_id, at_ms)
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
  reset() {
    arrivals.clear()
    seen.clear()
    waiting.length = 0
  },
}
export type ReceiverCommands = typeof commands

server.listen(0, "127.0.0.1", () => serve(commands))

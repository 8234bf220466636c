import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { serve } from "./process"

/**
 * A partner in a process of its own, as cheap as Node allows: reads the body, answers 200. Keeps, per path, how many
 * came and when the first bytes of each arrived; a path that begins with /hang is never answered.
 */
const arrivals = new Map<string, { id: string; at_ms: number }[]>()
const seen = new Set<string>()

const server = createServer((request, response) => {
  const at_ms = Date.now()
  const path = request.url ?? "/"
  const id = String(request.headers["webhook-id"])
  request.resume()
  request.on("end", () => {
    if (path.startsWith("/hang")) return
    const list = arrivals.get(path)
    if (list) list.push({ id, at_ms })
    else arrivals.set(path, [{ id, at_ms }])
    seen.add(String(request.headers["webhook-delivery-id"]))
    response.writeHead(200, { "content-length": "0" })
    response.end()
  })
})
server.keepAliveTimeout = 60_000

server.listen(0, "127.0.0.1", () => {
  serve({
    port: () => (server.address() as AddressInfo).port,
    /** Different deliveries that arrived since the last reset. */
    count: () => seen.size,
    arrivals: (path: string) => arrivals.get(path) ?? [],
    reset: () => {
      arrivals.clear()
      seen.clear()
    },
  })
})

import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http"
import { createServer, type Server, type Socket } from "node:net"
import { freePort } from "../services/free-port"

/**
 * `answer`: 200 at once. `dawdle`: 200 after a while. `withhold`: the request is read, its answer kept back until told otherwise. `ignore`: the
 * connection is accepted, and not one byte read.
 */
export type Behaviour = "answer" | "dawdle" | "withhold" | "ignore"

const DAWDLE_MS = 500

/** What one delivery led to. Counted, not kept: a chaos run sends a lot. */
export interface Receipt {
  event_id: string
  receivedCount: number
  answeredCount: number
}

/** A partner that misbehaves on purpose, and knows exactly what it got. */
export interface FaultReceiver {
  url: string
  /** By delivery id. */
  receipts: ReadonlyMap<string, Receipt>
  /** Requests read, the repeated ones too. */
  receivedCount(): number
  /** Requests read and not answered, whose connection is still open. */
  withheldCount(): number
  /** The most that were ever read and unanswered at one time. */
  mostWithheldCount(): number
  /** Connections of which nothing is read. */
  ignoredCount(): number
  /** Ignored connections are cut unread, and what is withheld is answered when all is, unless it is to be kept. */
  behave(behaviour: Behaviour, kept?: "keep withheld"): void
  /** Calls back, once, right after the nth answer from now was handed to the system. */
  afterAnswers(count: number, callback: () => void): void
  /** Cuts all connections and listens no more. */
  goAway(): Promise<void>
  /** Listens again, on the same port. */
  comeBack(): Promise<void>
  stop(): Promise<void>
}

export async function startFaultReceiver(): Promise<FaultReceiver> {
  const receipts = new Map<string, Receipt>()
  const withheld = new Map<ServerResponse, Receipt>()
  const sockets = new Set<Socket>()
  const ignored = new Set<Socket>()
  let behaviour: Behaviour = "answer"
  let receivedCount = 0
  let mostWithheldCount = 0
  let awaited: { count: number; callback: () => void } | null = null

  function answer(response: ServerResponse, receipt: Receipt): void {
    withheld.delete(response)
    receipt.answeredCount++
    response.writeHead(200, { "content-length": "0" })
    response.end()
    if (awaited && --awaited.count === 0) {
      const { callback } = awaited
      awaited = null
      callback()
    }
  }

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const deliveryId = String(request.headers["webhook-delivery-id"])
    const receipt = receipts.get(deliveryId) ?? {
      event_id: String(request.headers["webhook-id"]),
      receivedCount: 0,
      answeredCount: 0,
    }
    receipts.set(deliveryId, receipt)
    receipt.receivedCount++
    receivedCount++
    withheld.set(response, receipt)
    mostWithheldCount = Math.max(mostWithheldCount, withheld.size)
    response.once("close", () => withheld.delete(response))
    if (behaviour === "answer") answer(response, receipt)
    // Unreferenced: an answer that nobody waits for any more must not keep the test run alive.
    else if (behaviour === "dawdle")
      setTimeout(() => withheld.has(response) && answer(response, receipt), DAWDLE_MS).unref()
  }

  const http = createHttpServer((request, response) => {
    request.resume()
    request.once("end", () => receive(request, response))
  })
  http.keepAliveTimeout = 60_000

  // Paused at first: whether anything is ever read is decided before the first byte.
  const listener: Server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once("close", () => {
      sockets.delete(socket)
      ignored.delete(socket)
    })
    socket.on("error", () => undefined)
    if (behaviour === "ignore") return void ignored.add(socket)
    http.emit("connection", socket)
    socket.resume()
  })
  const listen = (port: number) => new Promise<void>((resolve) => listener.listen(port, "127.0.0.1", resolve))
  // Not just any port: it must still be there for the receiver's return.
  const port = await freePort()
  await listen(port)

  function cut(some: Iterable<Socket>): void {
    for (const socket of some) socket.destroy()
  }

  async function goAway(): Promise<void> {
    if (!listener.listening) return
    const closed = new Promise((resolve) => listener.close(resolve))
    cut(sockets)
    await closed
  }

  return {
    url: `http://127.0.0.1:${port}`,
    receipts,
    receivedCount: () => receivedCount,
    withheldCount: () => withheld.size,
    mostWithheldCount: () => mostWithheldCount,
    ignoredCount: () => ignored.size,
    behave(next, kept) {
      behaviour = next
      // Sockets kept from before would still be read.
      cut(next === "ignore" ? sockets : ignored)
      if (next === "answer" && !kept) for (const [response, receipt] of withheld) answer(response, receipt)
    },
    afterAnswers(count, callback) {
      awaited = { count, callback }
    },
    goAway,
    comeBack: () => listen(port),
    stop: goAway,
  }
}

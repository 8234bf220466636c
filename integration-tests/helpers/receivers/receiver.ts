import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { until } from "../until"

export interface ReceivedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** As it came over the wire: what the signature covers. */
  body: string
  receivedAt: Date
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
  delayMs?: number
}

type Answering = Answer[] | ((request: ReceivedRequest) => Answer)

export interface Receiver {
  url: string
  requests: ReceivedRequest[]
  /** A list is answered in turn, its last answer for ever after; a function decides on each request. */
  respondWith(answering: Answering): void
  /** Waits for a number of requests, or for all that match once there is one, and returns them. */
  waitFor(wanted: number | ((request: ReceivedRequest) => boolean), timeoutMs?: number): Promise<ReceivedRequest[]>
  stop(): Promise<void>
}

async function send(response: ServerResponse, answer: Answer): Promise<void> {
  // Unreferenced: an answer that nobody waits for any more must not keep the test run alive.
  if (answer.delayMs) await sleep(answer.delayMs, undefined, { ref: false })
  response.writeHead(answer.status ?? 200, answer.headers)
  response.end(answer.body ?? "")
}

function answerFor(answering: Answering, request: ReceivedRequest, index: number): Answer {
  if (typeof answering === "function") return answering(request)
  return answering[Math.min(index, answering.length - 1)] ?? {}
}

/** Starts a partner: a real HTTP server that keeps what it gets and answers 200 unless told otherwise. */
export async function startReceiver(): Promise<Receiver> {
  const requests: ReceivedRequest[] = []
  let answering: Answering = []
  let answeredCount = 0

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
    incoming.on("end", () => {
      const request: ReceivedRequest = {
        method: incoming.method ?? "",
        path: incoming.url ?? "",
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString("utf8"),
        receivedAt: new Date(),
      }
      requests.push(request)
      void send(response, answerFor(answering, request, answeredCount++))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    respondWith(next) {
      answering = next
      answeredCount = 0
    },
    waitFor(wanted, timeoutMs) {
      const found = () => (typeof wanted === "number" ? requests : requests.filter(wanted))
      const leastCount = typeof wanted === "number" ? wanted : 1
      return until(() => found().length >= leastCount && [...found()], {
        what: typeof wanted === "number" ? `${wanted} requests (got ${requests.length})` : "a request that matches",
        timeout_ms: timeoutMs,
      })
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

import type { Dispatcher } from "undici"
import { outcomeOfStatus, outcomeWithoutAnswer, type Outcome } from "../../core/outcome"
import { retryAfterMs } from "../../core/retry-after"
import { storedTextOfBytes } from "../../core/stored-text"
import type { OutgoingMessage, SendResult, TransportOptions } from "../../transport"
import { isEndedByPeer, outcomeOfError } from "../_network-outcome"
import type { Connections, RequestOptions } from "./connections"

/** Informational answers (103) that may precede the real one. A row without end would hold the process at their parsing. */
const MAX_INFORMATIONAL = 16

/**
 * One attempt: a request and its answer, by undici's lowest interface, `dispatch`: `request` costs twice as much CPU, for
 * streams and signals that are not needed here. Settled by the first of: the answer's end, `readResponseBytes`, an error, the
 * timeout. Once the head of an answer is there its status decides, whatever becomes of the body.
 *
 * @returns what came of it; what goes wrong is an outcome.
 */
export function exchange(
  connections: Connections,
  message: OutgoingMessage,
  options: TransportOptions,
  timeoutMs: number
): Promise<SendResult> {
  return new Promise((resolve) => new Exchange(connections, message, options, timeoutMs, resolve).start())
}

class Exchange {
  private readonly chunks: Buffer[] = []
  private readBytes = 0
  private informationalCount = 0
  private answer: Outcome | null = null
  private request: Dispatcher.DispatchController | null = null
  private settled = false
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly connections: Connections,
    private readonly message: OutgoingMessage,
    private readonly options: TransportOptions,
    private readonly timeoutMs: number,
    private readonly resolve: (result: SendResult) => void
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.settle(outcomeWithoutAnswer("timed_out", `no complete answer within ${this.timeoutMs} ms`))
      this.request?.abort(new Error("timed out"))
    }, this.timeoutMs)
    this.send(false)
  }

  /** @param isAgain on a connection that nobody used before, and for the last time. */
  private send(isAgain: boolean): void {
    try {
      const { origin, pathname, search } = new URL(this.message.url)
      const { headers, body, method } = this.message
      const request: RequestOptions = {
        ...{ origin, path: pathname + search, headers, body },
        method: method as Dispatcher.HttpMethod,
      }
      const agent = isAgain ? this.connections.fresh : this.connections.kept
      agent.dispatch(request, this.handlerOf(request, isAgain))
    } catch (error) {
      this.settle(outcomeOfError(error, this.timeoutMs))
    }
  }

  private handlerOf(request: RequestOptions, isAgain: boolean): Dispatcher.DispatchHandler {
    let isReused = false
    let isAnswering = false
    return {
      onRequestStart: (controller) => {
        this.request = controller
        isReused = request.connection?.begins() ?? false
        // Timed out while waiting for a connection: nothing was sent, and nothing may be sent now.
        if (this.settled) controller.abort(new Error("timed out"))
      },
      onResponseStarted: () => void (isAnswering = true),
      onResponseStart: (controller, statusCode, headers) => this.headCame(controller, statusCode, headers),
      onResponseData: (controller, chunk) => this.bodyCame(controller, chunk),
      onResponseEnd: () => this.settleByStatus(),
      onResponseError: (_controller, error) => {
        // The receiver may have closed the connection while it was idle, and never have seen the request.
        if (isReused && !isAnswering && !isAgain && !this.settled && isEndedByPeer(error)) this.send(true)
        else this.settle(outcomeOfError(error, this.timeoutMs))
      },
    }
  }

  private headCame(
    controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: Record<string, string | string[] | undefined>
  ): void {
    if (statusCode < 200) {
      if (statusCode < 100) this.refuse(controller, "the answer is not valid HTTP: its status is below 100")
      else if (++this.informationalCount > MAX_INFORMATIONAL)
        this.refuse(
          controller,
          `the receiver sent more than ${MAX_INFORMATIONAL} informational answers before a real one`
        )
      return
    }
    const header = headers["retry-after"]
    const waitMs = retryAfterMs(Array.isArray(header) ? header[0] : header, this.options.now())
    this.answer = outcomeOfStatus(statusCode, waitMs)
  }

  private bodyCame(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk)
    this.readBytes += chunk.length
    if (this.readBytes < this.options.readResponseBytes) return
    this.settleByStatus()
    // Closes the socket; the rest of the answer is not read.
    controller.abort(new Error("read enough"))
  }

  private refuse(controller: Dispatcher.DispatchController, reason: string): void {
    this.settle(outcomeWithoutAnswer("connection_lost", reason))
    controller.abort(new Error(reason))
  }

  private settleByStatus(): void {
    if (this.answer) this.settle(this.answer)
  }

  /** @param withoutAnswer the outcome, unless the head of an answer came. */
  private settle(withoutAnswer: Outcome): void {
    if (this.settled) return
    this.settled = true
    clearTimeout(this.timer)
    const body = this.chunks.length === 0 ? null : Buffer.concat(this.chunks)
    this.resolve({
      outcome: this.answer ?? withoutAnswer,
      response_body: body && storedTextOfBytes(body, this.options.keptResponseBytes),
    })
  }
}

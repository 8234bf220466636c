import { Agent, request, type Dispatcher } from "undici"
import { storingProblem } from "../core/json-problem"
import { MAX_MESSAGE_BYTES } from "../core/limits"
import type { FetchRequest } from "../core/profile"
import { guardedConnect } from "../transports/_guarded-connect"
import { outcomeOfError } from "../transports/_network-outcome"
import { urlBelow } from "./fetch-url"

/** Milliseconds of one request: connecting, sending, and reading the answer. */
const TIMEOUT_MS = 5_000
const CONNECT_TIMEOUT_MS = 3_000
const MAX_RESPONSE_HEADER_BYTES = 16_384
/** Requests to one vendor at once. */
const MAX_CONNECTIONS = 8

/** Where a source's vendor is asked, and by which credential, in clear text. */
export interface FetchTarget {
  fetch_url: string | null
  credential: string | null
}

/** `refused`: asking again as things are would be refused again. `delayed`: it may work later. Both are sentences for staff. */
export type Fetched = { json: unknown } | { refused: string } | { delayed: string }

/** Asks vendors what their thin events are about: no redirects, bounded in time and bytes, and never at a private address. */
export class ThinFetch {
  private readonly agent: Agent

  constructor(
    allowPrivateTargets: boolean,
    private readonly timeoutMs = TIMEOUT_MS
  ) {
    this.agent = new Agent({
      connect: guardedConnect(CONNECT_TIMEOUT_MS, allowPrivateTargets),
      connections: MAX_CONNECTIONS,
      maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
    })
  }

  /** Sends one request. @throws never: what goes wrong is an answer too. */
  async send({ fetch_url, credential }: FetchTarget, { method, path, headers, body }: FetchRequest): Promise<Fetched> {
    if (fetch_url === null) return { refused: "the source has no fetch_url, and this message has to be fetched" }
    const url = urlBelow(fetch_url, path)
    if (!url) return { refused: "the message leads to an address outside of the source's fetch_url" }
    try {
      const answer = await request(url, {
        dispatcher: this.agent,
        method,
        headers: {
          accept: "application/json",
          "user-agent": "medusa-webhooks",
          ...headers,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(credential === null ? {} : { authorization: credential }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(this.timeoutMs),
      })
      return await fetchedOf(answer)
    } catch (error) {
      const { kind, reason } = outcomeOfError(error, this.timeoutMs)
      const text = `the vendor's server could not be asked: ${reason ?? kind}`
      return kind === "blocked_target" || kind === "invalid_request" ? { refused: text } : { delayed: text }
    }
  }

  /** Closes pooled connections. */
  close(): Promise<void> {
    return this.agent.close()
  }
}

async function fetchedOf({ statusCode, body }: Dispatcher.ResponseData): Promise<Fetched> {
  const chunks: Buffer[] = []
  let lengthBytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    lengthBytes += chunk.length
    // Leaving the loop ends the connection: the rest is not read.
    if (lengthBytes > MAX_MESSAGE_BYTES)
      return { refused: `the vendor's answer is larger than ${MAX_MESSAGE_BYTES} bytes` }
    chunks.push(chunk)
  }
  if (statusCode === 408 || statusCode === 429 || statusCode >= 500)
    return { delayed: `the vendor's server answered ${statusCode}` }
  if (statusCode >= 300) return { refused: `the vendor's server answered ${statusCode}` }
  return jsonOf(Buffer.concat(chunks))
}

function jsonOf(bytes: Buffer): Fetched {
  try {
    const json: unknown = JSON.parse(bytes.toString("utf8"))
    const problem = storingProblem(json)
    return problem ? { refused: `the vendor's answer can't be taken: ${problem.message}` } : { json }
  } catch {
    return { refused: "the vendor's answer is no JSON" }
  }
}

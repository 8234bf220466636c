import { createServer } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"

const POLL_MS = 20

/** The verdict of the library partners would use; never throws. */
function verdict(Webhook, secret, request) {
  try {
    new Webhook(secret).verify(request.raw_body, request.headers)
    return { verified: true, words: "signature valid" }
  } catch (error) {
    return { verified: false, words: `signature REFUSED: ${error.message}` }
  }
}

/**
 * Starts the demo's partner: an HTTP server that keeps the raw body of every webhook and checks its signature
 * with `standardwebhooks`, as the README tells receivers to.
 */
export async function startPartner() {
  const { Webhook } = await import("standardwebhooks")
  const received = []
  const listeners = []
  let secret = null

  const server = createServer((incoming, response) => {
    const chunks = []
    incoming.on("data", (chunk) => chunks.push(chunk))
    incoming.on("end", () => {
      response.writeHead(204).end()
      const rawBody = Buffer.concat(chunks).toString("utf8")
      const request = { raw_body: rawBody, headers: incoming.headers, received_at_ms: Date.now() }
      const webhook = { ...JSON.parse(rawBody), ...request, ...verdict(Webhook, secret, request) }
      received.push(webhook)
      for (const listener of listeners) listener(webhook)
    })
  })
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))

  return {
    url: `http://127.0.0.1:${server.address().port}/webhooks`,
    useSecret: (given) => (secret = given),
    onWebhook: (listener) => listeners.push(listener),
    /** The first webhook that matches, waiting for it if need be; null when it does not come in time. */
    async waitFor(matches, timeoutMs) {
      const giveUpAt = Date.now() + timeoutMs
      for (;;) {
        const webhook = received.find(matches)
        if (webhook || Date.now() > giveUpAt) return webhook ?? null
        await sleep(POLL_MS)
      }
    },
  }
}

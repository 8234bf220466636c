import {
  OK,
  startKeepAliveServer,
  type KeepAliveServer,
  type RawRequest,
} from "../../helpers/receivers/keep-alive-server"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const ATTEMPT_TIMEOUT_MS = 2_000

/** A server that closes an idle connection just when a request is sent on it never saw that request: with `retry_policy: none` the event was lost. */
describe("a connection that is used again", () => {
  let under: WebhooksUnderTest
  let server: KeepAliveServer
  let subscriptionId: string

  beforeAll(async () => {
    under = await startWebhooks("webhooks_reused_connections", {
      attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
      connectTimeoutMs: 1_000,
    })
  })
  beforeEach(async () => {
    server = await startKeepAliveServer()
    subscriptionId = await under.subscribe({ url: server.url, retry_policy: "none" })
  })
  afterEach(() => server.stop())
  afterAll(() => under.stop())

  async function send(status: "delivered" | "failed" = "delivered") {
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    return under.settled(id!, status, 1)
  }

  it.each([
    ["ends it", (request: RawRequest) => void request.socket.end()],
    ["resets it", (request: RawRequest) => void request.socket.resetAndDestroy()],
  ])(
    "costs no attempt when the receiver %s before it answers: the same bytes go out on a fresh one",
    async (_, end) => {
      server.behave((request) => (request.place === 1 ? void request.socket.write(OK) : end(request)))
      await send()
      expect(await send()).toMatchObject({ outcome: "accepted", response_code: 200, attempts: 1 })
      expect(server.requests.map(({ connection, place }) => [connection, place])).toEqual([
        [1, 1],
        [1, 2],
        [2, 1],
      ])
      expect(server.requests[2]!.body).toBe(server.requests[1]!.body)
    }
  )

  it("costs nothing even where every connection ends at its second request", async () => {
    server.behave(({ place, socket }) => void (place === 1 ? socket.write(OK) : socket.end()))
    for (let n = 0; n < 40; n++) await send()
    const answered = server.requests.filter(({ place }) => place === 1)
    expect(new Set(answered.map(({ body }) => body)).size).toBe(40)
    expect(answered).toHaveLength(40)
    console.info(`40 events, ${server.requests.length - 40} connections found dead, 0 attempts lost`)
  })

  it("is replaced once per attempt: a fresh one that ends without an answer is a failure", async () => {
    server.behave(({ place, connection, socket }) => {
      if (connection === 1 && place === 1) socket.write(OK)
      else socket.end()
    })
    await send()
    expect(await send("failed")).toMatchObject({ outcome: "connection_lost", response_code: null })
    expect(server.requests).toHaveLength(3)
  })

  it("is not tried a second time when it was fresh", async () => {
    server.behave(({ socket }) => void socket.end())
    expect(await send("failed")).toMatchObject({ outcome: "connection_lost" })
    expect(server.requests).toHaveLength(1)
  })

  it("is not replaced once a byte of the answer is there: the receiver may have the event", async () => {
    server.behave(({ place, socket }) => void (place === 1 ? socket.write(OK) : socket.end("HTTP/1.1 2")))
    await send()
    expect(await send("failed")).toMatchObject({ outcome: "connection_lost" })
    expect(server.requests).toHaveLength(2)
  })

  it("leaves the second one what is left of the attempt's time", async () => {
    server.behave(({ place, connection, socket }) => {
      if (connection === 1 && place === 1) socket.write(OK)
      else if (connection === 1) setTimeout(() => socket.end(), ATTEMPT_TIMEOUT_MS / 2).unref()
    })
    await send()
    const failed = await send("failed")
    expect(failed).toMatchObject({ outcome: "timed_out" })
    const [attempt] = await under.attempts(failed.id)
    expect(attempt!.duration_ms).toBeLessThan(ATTEMPT_TIMEOUT_MS + 500)
    expect(server.requests).toHaveLength(3)
  })
})

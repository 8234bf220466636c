import {
  drips,
  endlessEarlyHints,
  says,
  slowEarlyHints,
  startHostileServer,
  type HostileServer,
  type Hostility,
} from "../../helpers/receivers/hostile-server"
import { startWebhooks, testClock, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const ATTEMPT_TIMEOUT_MS = 1_500
/** The attempt, and what a busy machine takes to notice that it is over. */
const LONGEST_MS = ATTEMPT_TIMEOUT_MS + 500
const DAY_MS = 86_400_000
const clock = testClock()
/** What a person should not have to read: names of a library's errors and parts. */
const INTERNALS = /UND_ERR|HPE_|Error|assert|undefined|NaN|\n/

describe("answers of receivers", () => {
  let under: WebhooksUnderTest
  let hostile: HostileServer

  beforeAll(async () => {
    under = await startWebhooks("webhooks_http_answers", {
      clock,
      attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
      connectTimeoutMs: 500,
    })
  })
  beforeEach(async () => {
    hostile = await startHostileServer()
  })
  afterEach(() => hostile.stop())
  afterAll(() => under.stop())

  async function answered(hostility: Hostility, status: "delivered" | "failed" | "retrying", fields = {}) {
    hostile.behave(hostility)
    const id = await under.subscribe({ url: hostile.url, retry_policy: "none", ...fields })
    const [deliveryId] = await under.publish({ only_subscription_id: id })
    const delivery = await under.settled(deliveryId!, status, 1)
    const [attempt] = await under.attempts(deliveryId!)
    expect(attempt!.duration_ms).toBeLessThan(LONGEST_MS)
    return delivery
  }

  it.each<[string, Hostility]>([
    ["is short", says("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf")],
    ["is forbidden by the status", says("HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\n")],
    ["is late", drips],
    ["has a malformed chunk", says("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhello\r\n")],
    ["breaks off within a chunk", says("HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhel")],
  ])("with a 2xx deliver, also where the body %s: the status has said so", async (_, hostility) => {
    const delivery = await answered(hostility, "delivered")
    expect(delivery).toMatchObject({ outcome: "accepted", failure_reason: null })
    expect(String(delivery.response_code)).toMatch(/^20[014]$/)
  })

  it.each([
    [410, "gone"],
    [404, "client_error"],
    [500, "server_error"],
  ])("of %i mean %s, also where the body is short", async (status, outcome) => {
    const hostility = says(`HTTP/1.1 ${status} X\r\ncontent-length: 1000\r\n\r\nhalf`)
    expect(await answered(hostility, "failed")).toMatchObject({
      outcome,
      response_code: status,
      response_body: "half",
    })
  })

  it.each<[string, Hostility]>([
    ["endless", endlessEarlyHints],
    ["slow", slowEarlyHints],
  ])("that are an %s row of 103s end as an outcome, and keep nobody waiting", async (_, hostility) => {
    let longestPauseMs = 0
    let lastMs = performance.now()
    const beat = setInterval(() => {
      longestPauseMs = Math.max(longestPauseMs, performance.now() - lastMs)
      lastMs = performance.now()
    }, 5)
    try {
      const { outcome, response_code, failure_reason } = await answered(hostility, "failed")
      expect(["connection_lost", "timed_out"]).toContain(outcome)
      expect(response_code).toBeNull()
      expect(failure_reason).not.toMatch(INTERNALS)
      expect(longestPauseMs).toBeLessThan(500)
    } finally {
      clearInterval(beat)
    }
  })

  it("are waited for after a few 103s", async () => {
    const hint = "HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload\r\n\r\n"
    const delivery = await answered(says(`${hint.repeat(3)}HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n`), "delivered")
    expect(delivery.response_code).toBe(200)
  })

  it.each([
    ["99999999999999999999", DAY_MS],
    ["9".repeat(400), DAY_MS],
    ["Fri, 31 Dec 9999 23:59:59 GMT", DAY_MS],
    ["-99999999999999999999", 5_000],
    ["1e400", 5_000],
    ["a day or two", 5_000],
  ])("that ask for a wait of %s get one of at most a day", async (retryAfter, waitMs) => {
    const hostility = says(`HTTP/1.1 503 X\r\nretry-after: ${retryAfter}\r\ncontent-length: 0\r\n\r\n`)
    const fields = { retry_policy: "exponential" }
    const { id, next_retry_at } = await answered(hostility, "retrying", fields)
    expect(next_retry_at!.getTime() - clock.now().getTime()).toBe(waitMs)
    await under.webhooks.cancelDelivery(id)
  })

  it.each<[string, Hostility]>([
    ["have the status 000", says("HTTP/1.1 000 X\r\ncontent-length: 0\r\n\r\n")],
    ["have a status of two digits", says("HTTP/1.1 20 X\r\ncontent-length: 0\r\n\r\n")],
    ["are no HTTP", says("220 smtp.example ESMTP\r\n")],
    ["are empty", says("")],
    ["switch protocols", says("HTTP/1.1 101 X\r\nupgrade: pigeon\r\nconnection: upgrade\r\n\r\n")],
    ["have two lengths", says("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na")],
  ])("that %s are named in words", async (_, hostility) => {
    const { outcome, failure_reason, response_code } = await answered(hostility, "failed")
    expect(outcome).toBe("connection_lost")
    expect(response_code).toBeNull()
    expect(failure_reason).toMatch(/^the .* /)
    expect(failure_reason).not.toMatch(INTERNALS)
  })

  it("are kept to the last whole character", async () => {
    const keptBytes = 16_384
    const text = `a${"€".repeat(keptBytes)}`
    const head = `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n`
    const { response_body } = await answered((socket) => void socket.end(head + text), "delivered")
    expect(response_body).toBe(`a${"€".repeat(Math.floor((keptBytes - 1) / 3))}`)
  })
})

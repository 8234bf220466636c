import { setTimeout as sleep } from "node:timers/promises"
import {
  BOMB_BYTES,
  GIBIBYTE,
  closesMidResponse,
  drips,
  neverAnswers,
  says,
  sendsGzipBomb,
  sendsMebibyteOfHeaders,
  sendsOneGibibyte,
  startHostileServer,
  type HostileServer,
  type Hostility,
} from "../../helpers/receivers/hostile-server"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

const ATTEMPT_TIMEOUT_MS = 1_500
/** The attempt, and what a busy machine takes to notice that it is over. */
const LONGEST_MS = ATTEMPT_TIMEOUT_MS + 500
const KEPT_BYTES = 16_384
/** What is read of an answer, and what the sockets' buffers on both sides took besides. */
const MOST_WRITTEN_BYTES = 16 * 1_048_576
/** Far below what any of the bodies holds. */
const MOST_GROWTH_BYTES = 64 * 1_048_576
const SAMPLE_EVERY_MS = 5

describe("receivers that behave badly", () => {
  let under: WebhooksUnderTest
  let hostile: HostileServer
  let neighbour: Receiver

  beforeAll(async () => {
    under = await startWebhooks("webhooks_hostile_targets", {
      attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
      connectTimeoutMs: 500,
    })
  })
  beforeEach(async () => {
    hostile = await startHostileServer()
    neighbour = await startReceiver()
  })
  afterEach(async () => {
    await hostile.stop()
    await neighbour.stop()
  })
  afterAll(() => under.stop())

  /** One delivery to the target, one to a neighbour while that is under way: what became of the first, the second having arrived. */
  async function meet(target: string, status: "failed" | "delivered" = "failed") {
    const fields = { url: target, retry_policy: "none" }
    const [subscriptionId, neighbourId] = [await under.subscribe(fields), await under.subscribe({ url: neighbour.url })]
    const beforeBytes = process.memoryUsage().rss
    let mostBytes = beforeBytes
    const sampling = setInterval(() => (mostBytes = Math.max(mostBytes, process.memoryUsage().rss)), SAMPLE_EVERY_MS)
    try {
      const [[id], [neighbours]] = [
        await under.publish({ only_subscription_id: subscriptionId }),
        await under.publish({ only_subscription_id: neighbourId }),
      ]
      const delivered = await under.settled(neighbours!, "delivered", 1)
      const settled = await under.settled(id!, status, 1)
      const [attempt] = await under.attempts(id!)
      const [neighboursAttempt] = await under.attempts(neighbours!)
      expect(delivered.outcome).toBe("accepted")
      expect(neighbour.requests).toHaveLength(1)
      expect(neighboursAttempt!.duration_ms).toBeLessThan(ATTEMPT_TIMEOUT_MS)
      expect(attempt!.duration_ms).toBeLessThan(LONGEST_MS)
      return { ...settled, duration_ms: attempt!.duration_ms, growth_bytes: mostBytes - beforeBytes }
    } finally {
      clearInterval(sampling)
    }
  }

  function suffer(hostility: Hostility, status?: "delivered") {
    hostile.behave(hostility)
    return meet(hostile.url, status)
  }

  it("are given up on when they never answer", async () => {
    expect(await suffer(neverAnswers)).toMatchObject({ outcome: "timed_out", response_code: null, response_body: null })
  })

  it("are not waited for when they drip one byte a second: what they mean their status has said", async () => {
    expect(await suffer(drips, "delivered")).toMatchObject({ response_code: 200, response_body: ".." })
  })

  it.each([
    ["a gibibyte", sendsOneGibibyte, GIBIBYTE],
    ["a gzip bomb", sendsGzipBomb, GIBIBYTE],
  ])("are read to 64 KiB and no further when they send %s", async (name, hostility, unpackedBytes) => {
    const { outcome, response_body, growth_bytes, duration_ms } = await suffer(hostility, "delivered")
    // Whatever was poured on after the answer was read would show here.
    await sleep(100)
    const writtenBytes = hostile.writtenBytes()
    console.info(
      `${name}: ${unpackedBytes} bytes offered, ${writtenBytes} taken, memory +${growth_bytes}, ${duration_ms} ms`
    )
    expect(outcome).toBe("accepted")
    expect(response_body!.length).toBeGreaterThan(0)
    expect(Buffer.byteLength(response_body!)).toBeLessThanOrEqual(3 * KEPT_BYTES)
    expect(response_body!.length).toBeLessThanOrEqual(KEPT_BYTES)
    expect(writtenBytes).toBeLessThan(MOST_WRITTEN_BYTES)
    expect(growth_bytes).toBeLessThan(MOST_GROWTH_BYTES)
  })

  it("have nothing unpacked for them", async () => {
    const { response_body } = await suffer(sendsGzipBomb, "delivered")
    // The magic number of gzip, as far as it is text: what is kept is what came over the wire.
    expect(response_body!.startsWith("\u001f\ufffd")).toBe(true)
    expect(BOMB_BYTES).toBeLessThan(GIBIBYTE / 500)
  })

  it("can't send a mebibyte of headers", async () => {
    const { outcome, growth_bytes, failure_reason } = await suffer(sendsMebibyteOfHeaders)
    expect(outcome).toBe("connection_lost")
    expect(failure_reason).toBe("the headers of the answer are too long")
    expect(growth_bytes).toBeLessThan(MOST_GROWTH_BYTES)
  })

  it("have answered when they close in the middle of the body", async () => {
    expect(await suffer(closesMidResponse, "delivered")).toMatchObject({ outcome: "accepted", response_body: "half" })
  })

  it("are named when they do not speak HTTP", async () => {
    expect((await suffer(says("220 smtp.example ESMTP\r\n"))).outcome).toBe("connection_lost")
  })

  it("are named when they do not speak TLS", async () => {
    hostile.behave(says("HTTP/1.1 400 Bad Request\r\n\r\n"))
    expect((await meet(hostile.url.replace("http:", "https:"))).outcome).toBe("tls_failed")
  })

  it("are told nothing when nobody vouches for their certificate", async () => {
    const impostor = await startHostileServer("https")
    let heard = false
    impostor.behave(() => (heard = true))
    try {
      expect(await meet(impostor.url)).toMatchObject({
        outcome: "tls_failed",
        failure_reason: expect.stringContaining("SELF_SIGNED"),
      })
      expect(heard).toBe(false)
    } finally {
      await impostor.stop()
    }
  })

  it("are not followed to the metadata address, nor anywhere", async () => {
    const elsewhere = await startReceiver()
    try {
      for (const location of ["http://169.254.169.254/latest/meta-data/", `${elsewhere.url}/`]) {
        const moved = await suffer(
          says(`HTTP/1.1 307 Temporary Redirect\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`)
        )
        expect(moved).toMatchObject({ outcome: "redirected", response_code: 307 })
        neighbour.requests.length = 0
      }
      expect(elsewhere.requests).toEqual([])
      expect(hostile.connectionsCount()).toBe(2)
    } finally {
      await elsewhere.stop()
    }
  })

  it("are named when nobody listens, or nobody is known by the name", async () => {
    expect((await meet("http://127.0.0.1:1/")).outcome).toBe("connect_failed")
    neighbour.requests.length = 0
    expect((await meet("http://receiver.invalid/")).outcome).toBe("dns_failed")
  })
})

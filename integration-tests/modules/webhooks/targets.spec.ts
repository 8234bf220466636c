import { createServer, type Server, type Socket } from "node:net"
import type { AddressInfo } from "node:net"
import { startReceiver, type Receiver } from "../../helpers/receiver"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/webhooks-module"

describe("private targets", () => {
  let under: WebhooksUnderTest
  let receiver: Receiver
  let port: string

  beforeAll(async () => {
    under = await startWebhooks("webhooks_private_targets", { allowPrivateTargets: false })
    receiver = await startReceiver()
    port = new URL(receiver.url).port
  })
  afterAll(async () => {
    await under.stop()
    await receiver.stop()
  })

  it.each([
    "127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254",
    "10.0.0.1", "100.64.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fd00::1]",
  ])("are refused at once, with the reason stored: %s", async (host) => {
    const subscription_id = await under.subscribe({ url: `http://${host}:${port}/` })
    const [id] = await under.publish({ only_subscription_id: subscription_id })
    const delivery = await under.settled(id!, "failed", 1)
    expect(delivery).toMatchObject({ outcome: "blocked_target", response_code: null })
    expect(delivery.failure_reason).toContain("not a public address")
    expect(receiver.requests).toEqual([])
  })
})

describe("receivers that behave badly", () => {
  let under: WebhooksUnderTest
  let server: Server
  let url: string
  let behaviour: (socket: Socket) => void

  beforeAll(async () => {
    under = await startWebhooks("webhooks_bad_receivers", { attemptTimeoutMs: 1_000, connectTimeoutMs: 500 })
    server = createServer((socket) => {
      socket.on("error", () => undefined)
      socket.once("data", () => behaviour(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await under.stop()
    server.close()
  })

  async function outcomeOf(target: string) {
    const subscription_id = await under.subscribe({ url: target, retry_policy: "none" })
    const [id] = await under.publish({ only_subscription_id: subscription_id })
    await under.settled(id!, "failed", 1).catch(() => undefined)
    const [attempt] = await under.attempts(id!)
    return { ...(await under.delivery(id!)), duration_ms: attempt!.duration_ms }
  }

  const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n"

  it("are given up on when they never answer", async () => {
    behaviour = () => undefined
    const { outcome, duration_ms } = await outcomeOf(url)
    expect(outcome).toBe("timed_out")
    expect(duration_ms).toBeLessThan(1_500)
  })

  it("are given up on when they drip their answer, 200 or not", async () => {
    behaviour = (socket) => {
      socket.write(`${HEAD}content-length: 1000\r\n\r\n`)
      const drip = setInterval(() => socket.write("."), 100)
      socket.on("close", () => clearInterval(drip))
    }
    const { outcome, duration_ms, response_code, response_body } = await outcomeOf(url)
    expect({ outcome, response_code }).toEqual({ outcome: "timed_out", response_code: 200 })
    expect(response_body).toMatch(/^\.+$/)
    expect(duration_ms).toBeLessThan(1_500)
  })

  it("are read to 64 KiB and no further, of which 16 KiB are kept", async () => {
    let written = 0
    behaviour = (socket) => {
      socket.write(`${HEAD}content-length: 1073741824\r\n\r\n`)
      const chunk = "x".repeat(65_536)
      const pour = () => {
        while (!socket.destroyed && socket.write(chunk)) written += chunk.length
      }
      socket.on("drain", pour)
      pour()
    }
    const subscription_id = await under.subscribe({ url, retry_policy: "none" })
    const [id] = await under.publish({ only_subscription_id: subscription_id })
    const { response_body } = await under.settled(id!, "delivered", 1)
    expect(response_body).toHaveLength(16_384)
    expect(written).toBeLessThan(16 * 1_048_576)
  })

  it("can't send a megabyte of headers", async () => {
    behaviour = (socket) => void socket.write(`${HEAD}x-long: ${"x".repeat(1_048_576)}\r\n\r\n`)
    expect((await outcomeOf(url)).outcome).toBe("connection_lost")
  })

  it("are named when they close in the middle of the answer", async () => {
    behaviour = (socket) => socket.end(`${HEAD}content-length: 1000\r\n\r\nhalf`)
    expect(await outcomeOf(url)).toMatchObject({ outcome: "connection_lost", response_body: "half" })
  })

  it("are named when they do not speak HTTP", async () => {
    behaviour = (socket) => socket.end("220 smtp.example ESMTP\r\n")
    expect((await outcomeOf(url)).outcome).toBe("connection_lost")
  })

  it("are named when they do not speak TLS", async () => {
    behaviour = (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")
    expect((await outcomeOf(url.replace("http:", "https:"))).outcome).toBe("tls_failed")
  })

  it("are named when nobody listens, or nobody is known by the name", async () => {
    expect((await outcomeOf("http://127.0.0.1:1/")).outcome).toBe("connect_failed")
    expect((await outcomeOf("http://receiver.invalid/")).outcome).toBe("dns_failed")
  })
})

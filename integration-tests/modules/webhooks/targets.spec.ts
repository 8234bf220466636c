import dns, { type LookupAddress } from "node:dns"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { startWebhooks, testClock, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"

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
    "127.0.0.1",
    "localhost",
    "[::1]",
    "2130706433",
    "0x7f.1",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
    "169.254.169.254",
    "10.0.0.1",
    "100.64.0.1",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fd00::1]",
  ])("are refused at once, with the reason stored: %s", async (host) => {
    const subscriptionId = await under.subscribe({ url: `http://${host}:${port}/` })
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    const delivery = await under.settled(id!, "failed", 1)
    expect(delivery).toMatchObject({ outcome: "blocked_target", response_code: null })
    expect(delivery.failure_reason).toContain("not a public address")
    expect(receiver.requests).toEqual([])
  })
})

describe("a name that changes to a private address between attempts", () => {
  /** Not allocated to anybody: public to the guard, and nobody answers there. */
  const PUBLIC: LookupAddress = { address: "4000::1", family: 6 }
  const PRIVATE: LookupAddress = { address: "127.0.0.1", family: 4 }
  const RETRY_SECONDS = 60
  const clock = testClock()
  let under: WebhooksUnderTest
  let receiver: Receiver
  let pointsTo = PUBLIC
  let askedCount = 0

  beforeAll(async () => {
    const { lookup } = dns
    // Other people's name server is all that is faked: every other name is looked up as ever.
    const faked = (name: string, options: object, callback: (error: null, found: LookupAddress[]) => void) => {
      if (name !== "partner.example") return (lookup as (...args: unknown[]) => void)(name, options, callback)
      askedCount++
      callback(null, [pointsTo])
    }
    jest.spyOn(dns, "lookup").mockImplementation(faked as never)
    under = await startWebhooks("webhooks_rebound_name", {
      clock,
      allowPrivateTargets: false,
      attemptTimeoutMs: 1_000,
      connectTimeoutMs: 500,
    })
    receiver = await startReceiver()
  })
  afterAll(async () => {
    jest.restoreAllMocks()
    await under.stop()
    await receiver.stop()
  })

  it("is refused at the attempt that would go there", async () => {
    const url = `http://partner.example:${new URL(receiver.url).port}/`
    const subscriptionId = await under.subscribe({ url, retry_policy: "fixed", retry_interval_seconds: RETRY_SECONDS })
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    const first = await under.settled(id!, "retrying", 1)
    expect(["connect_failed", "timed_out"]).toContain(first.outcome)

    pointsTo = PRIVATE
    clock.advance(RETRY_SECONDS * 1_000)
    await under.webhooks.wake()
    const second = await under.settled(id!, "failed", 2)
    expect(second.outcome).toBe("blocked_target")
    expect(second.failure_reason).toContain("127.0.0.1 is not a public address")
    expect(askedCount).toBe(2)
    expect(receiver.requests).toEqual([])
  })
})

import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { startTcpProxy, type TcpProxy } from "../../helpers/services/tcp-proxy"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const NAME = "webhooks_hung"
const EVENTS = 20
/** No sweep and no wake-up of its own comes in this test's time. */
const FAR_MS = 600_000
/** A statement's bound, an idle connection's, the pause after a failed claim, and a margin. */
const RECOVERED_MS = 30_000

/** After a failover, connections to the frozen primary stayed open, and the worker waited for an answer to its claim for good. */
describe("a database whose connections hang", () => {
  let receiver: Receiver
  let proxy: TcpProxy
  let under: WebhooksUnderTest
  let publisher: WebhooksUnderTest
  const lines: string[] = []

  beforeAll(async () => {
    const direct = await cloneDatabase(NAME)
    const url = new URL(direct)
    proxy = await startTcpProxy(Number(url.port))
    url.port = String(proxy.port)
    url.hostname = "127.0.0.1"
    for (const level of ["error", "info"] as const)
      jest.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.join(" ")))
    receiver = await startReceiver()
    under = await startWebhooks(NAME, { sweepIntervalMs: 1_000 }, url.href)
    publisher = await startWebhooks(NAME, { sweepIntervalMs: FAR_MS, workerConcurrency: 1 }, direct)
    await publisher.webhooks.__hooks.onApplicationPrepareShutdown()
  })
  afterAll(async () => {
    await under.stop({ keeps_database: true })
    await publisher.stop({ keeps_database: true })
    await proxy.close()
    await receiver.stop()
    jest.restoreAllMocks()
    await dropDatabase(NAME)
  })

  const said = () => lines.filter((line) => line.includes("claimed"))

  it("is noticed, shown, and left for new connections; nothing is lost or sent twice", async () => {
    await publisher.subscribe({ url: receiver.url })
    await publisher.publish({ type: "customer.created" })
    await until(() => receiver.requests.length === 1, { what: "the first webhook" })
    expect(await under.webhooks.health()).toMatchObject({ status: "ok", problems: [] })

    proxy.freeze()
    for (let index = 1; index < EVENTS; index++) await publisher.publish({ type: "customer.created" })
    await until(async () => (await under.webhooks.health()).status === "failing", {
      what: "health to say so",
      timeout_ms: RECOVERED_MS,
    })
    await until(() => receiver.requests.length >= EVENTS, { what: "all webhooks", timeout_ms: RECOVERED_MS })
    await until(() => said().length === 2, { what: "both lines", timeout_ms: RECOVERED_MS })
    await until(async () => (await under.webhooks.health()).status === "ok", {
      what: "good health",
      timeout_ms: RECOVERED_MS,
    })
    expect(receiver.requests).toHaveLength(EVENTS)
    expect(said()).toEqual([
      expect.stringContaining("deliveries can't be claimed, so this process sends nothing"),
      expect.stringContaining("deliveries are claimed again, after"),
    ])
  })
})

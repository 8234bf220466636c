import type { OutgoingMessage, Transport } from "../../../src/modules/webhooks/transport"
import * as amqp from "../../../src/modules/webhooks/transports/amqp/transport"
import { alone } from "../../helpers/services/alone"
import { environment } from "../../helpers/services/environment"
import { rabbitmqctl } from "../../helpers/services/rabbitmq"
import { until } from "../../helpers/until"

const IDLE_MS = 60_000
const MOST_KEPT = 128

function messageTo(destination: string): OutgoingMessage {
  const url = new URL(`${environment.rabbitmqUrl()}?${destination}`)
  const { password } = url
  url.password = "***"
  const headers = {
    "webhook-id": "evt_1",
    "webhook-delivery-id": "dlv_1",
    "webhook-event-type": "demo",
    "webhook-timestamp": "1767567600",
  }
  return { url: url.href, url_password: password, method: "POST", headers, body: Buffer.from("{}") }
}

async function connectionsCount(): Promise<number> {
  return (await rabbitmqctl(["list_connections", "pid", "--no-table-headers"])).split("\n").filter(Boolean).length
}

describe("connections to brokers", () => {
  let transport: Transport
  let othersCount: number
  let letGo: () => Promise<void>

  beforeAll(async () => {
    // Others' connections must neither come nor go meanwhile.
    letGo = await alone(environment.rabbitmqUrl())
  })
  afterAll(() => letGo())
  beforeEach(async () => {
    othersCount = await connectionsCount()
    transport = amqp.open({
      now: () => new Date(),
      connectTimeoutMs: 5_000,
      keptResponseBytes: 0,
      readResponseBytes: 0,
      maxConnections: 1,
      allowPrivateTargets: true,
    })
  })
  afterEach(async () => {
    jest.useRealTimers()
    await transport.close()
    expect(await connectionsCount()).toBe(othersCount)
  })

  const ours = async () => (await connectionsCount()) - othersCount
  const send = async (destination: string) =>
    (await transport.send(messageTo(destination), { timeout_ms: 10_000 })).outcome.kind

  it("are closed after a minute without a message, and opened again for the next", async () => {
    const real = [
      "nextTick",
      "setImmediate",
      "clearImmediate",
      "setInterval",
      "clearInterval",
      "queueMicrotask",
      "Date",
      "performance",
      "hrtime",
    ] as const
    jest.useFakeTimers({ doNotFake: [...real] })
    expect(await send("queue=nobody")).toBe("unroutable")
    jest.advanceTimersByTime(IDLE_MS - 1_000)
    expect(await send("queue=nobody")).toBe("unroutable")
    jest.advanceTimersByTime(IDLE_MS - 1_000)
    expect(await ours()).toBe(1)
    jest.advanceTimersByTime(1_000)
    await until(async () => (await ours()) === 0, { what: "the connection to be closed" })
    expect(await send("queue=nobody")).toBe("unroutable")
    expect(await ours()).toBe(1)
  })

  it(`are at most ${MOST_KEPT}, however many destinations there are`, async () => {
    for (let index = 0; index < MOST_KEPT + 5; index++) expect(await send(`queue=nobody-${index}`)).toBe("unroutable")
    await until(async () => (await ours()) === MOST_KEPT, { what: "the oldest connections to be closed" })
  })
})

import { SpanKind, trace } from "@medusajs/framework/opentelemetry/api"
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
} from "@medusajs/framework/opentelemetry/sdk-trace-node"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

describe("telemetry", () => {
  const exporter = new InMemorySpanExporter()
  const lines: string[] = []
  let under: WebhooksUnderTest
  let receiver: Receiver

  beforeAll(async () => {
    new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register()
    jest.spyOn(console, "info").mockImplementation((text: unknown) => void lines.push(String(text)))
    jest.spyOn(console, "warn").mockImplementation((text: unknown) => void lines.push(String(text)))
    under = await startWebhooks("webhooks_telemetry", { attemptLog: "all" })
    receiver = await startReceiver()
  })
  afterAll(async () => {
    await under.stop()
    await receiver.stop()
    jest.restoreAllMocks()
  })

  it("joins what published an event, and each of its attempts, in one trace", async () => {
    const subscriptionId = await under.subscribe({ url: receiver.url, headers: [] })
    const rootTraceId = await trace.getTracer("test").startActiveSpan("checkout", async (span) => {
      const [id] = await under.publish({ only_subscription_id: subscriptionId })
      await under.settled(id!, "delivered")
      span.end()
      return span.spanContext().traceId
    })
    const names = await until(
      () => {
        const found = exporter
          .getFinishedSpans()
          .filter((span) => span.spanContext().traceId === rootTraceId)
          .map(({ name }) => name)
        return found.includes("webhooks.attempt") && found
      },
      { what: "the attempt's span" }
    )
    expect(names.sort()).toEqual(["checkout", "webhooks.attempt", "webhooks.publish"])
    const attempt = exporter.getFinishedSpans().find(({ name }) => name === "webhooks.attempt")!
    expect(attempt.kind).toBe(SpanKind.CLIENT)
    expect(attempt.attributes).toMatchObject({
      "server.address": "127.0.0.1",
      "server.port": Number(new URL(receiver.url).port),
      "http.response.status_code": 200,
    })
    // The receiver's own spans join the trace.
    expect(receiver.requests[0]!.headers.traceparent).toContain(rootTraceId)
  })

  it("names no status where none came", async () => {
    const subscriptionId = await under.subscribe({ url: "http://127.0.0.1:1/", retry_policy: "none" })
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    await under.settled(id!, "failed")
    const span = await until(
      () => exporter.getFinishedSpans().find(({ attributes }) => attributes["webhook.delivery_id"] === id),
      { what: "the attempt's span" }
    )
    expect(span.attributes).not.toHaveProperty(["http.response.status_code"])
  })

  it("tells what Postgres said of a statement, without the values in it", async () => {
    const data = {
      customer_id: "cus_1",
      customer: {
        ...(under.webhooks.catalogue.get("customer.created")?.example as { customer: object }).customer,
        email: "ada@example.com",
      },
    }
    const failing = under.webhooks.publish([{ type: "customer.created", data, idempotency_key: "a\0b" }])
    await expect(failing).rejects.toThrow(/unicode|invalid/i)
    await failing.catch((error: Error) => expect(`${error.message}${error.stack}`).not.toContain("ada@example.com"))
  })

  it("writes one line of facts per attempt, and no payload or secret", async () => {
    receiver.respondWith([{ status: 500, body: "an answer that nobody should log" }])
    const subscriptionId = await under.subscribe({ url: receiver.url, retry_policy: "none" })
    const [id] = await under.publish({ only_subscription_id: subscriptionId })
    await under.settled(id!, "failed")
    const line = await until(() => lines.find((text) => text.includes(id!)), { what: "the line" })
    expect(JSON.parse(line.slice(line.indexOf("{")))).toMatchObject({
      delivery_id: id,
      subscription_id: subscriptionId,
      event_type: "customer.created",
      attempt_number: 1,
      status: "failed",
      outcome: "server_error",
      response_code: 500,
    })
    const all = lines.join("\n")
    for (const secret of ["ada@example.com", "whsec_", "nobody should log"]) expect(all).not.toContain(secret)
  })
})

import { Webhook } from "standardwebhooks"
import { expectOk, type Api } from "../shop/api"
import { startReceiver, type ReceivedRequest, type Receiver } from "./receiver"
import { until } from "../until"

export interface Delivery {
  id: string
  event_id: string
  event_type: string
  subscription_id: string
  subject: string | null
  status: "pending" | "retrying" | "delivered" | "failed" | "cancelled"
  attempts: number
  next_retry_at: string | null
  response_code: number | null
  response_body: string | null
  outcome: string | null
  failure_reason: string | null
  payload: Record<string, unknown>
  attempts_log: { attempt_number: number; outcome: string; response_code: number | null; reason: string | null }[]
}

/** An envelope of format `standard`, as a receiver parses it. */
export interface Envelope<Data = Record<string, unknown>> {
  id: string
  type: string
  created_at: string
  data: Data
  previous?: Record<string, unknown>
  metadata: { api_version: string; webhook_subscription_id: string }
}

export interface Partner {
  receiver: Receiver
  subscription: { id: string } & Record<string, unknown>
  secret: string
  /** Waits for the webhook of this type that holds this text (an order's or a customer's id). */
  webhookOf(type: string, text: string): Promise<ReceivedRequest>
  /** Throws unless the `standardwebhooks` library accepts the signature. */
  verify(request: ReceivedRequest, secret?: string): void
  stop(): Promise<void>
}

/** A partner with a real server, registered through the admin API. */
export async function registerPartner(
  admin: Api,
  fields: { events: string[] } & Record<string, unknown>
): Promise<Partner> {
  const receiver = await startReceiver()
  const { subscription, secret } = expectOk(
    await admin.post<{ subscription: Partner["subscription"]; secret: string }>("/admin/webhooks/subscriptions", {
      name: "Partner under test",
      url: `${receiver.url}/webhooks`,
      ...fields,
    })
  )
  return {
    receiver,
    subscription,
    secret,
    async webhookOf(type, text) {
      const [first] = await receiver.waitFor(
        ({ headers, body }) => headers["webhook-event-type"] === type && body.includes(text)
      )
      return first!
    },
    verify({ body, headers }, withSecret = secret) {
      new Webhook(withSecret).verify(body, headers as Record<string, string>)
    },
    async stop() {
      await admin.delete(`/admin/webhooks/subscriptions/${subscription.id}`)
      await receiver.stop()
    },
  }
}

export async function readDelivery(admin: Api, id: string): Promise<Delivery> {
  return expectOk(await admin.get<{ delivery: Delivery }>(`/admin/webhooks/deliveries/${id}`)).delivery
}

/** Waits until a delivery has the status, and returns it. */
export async function settledDelivery(
  admin: Api,
  id: string,
  status: Delivery["status"],
  timeoutMs?: number
): Promise<Delivery> {
  return until(
    async () => {
      const delivery = await readDelivery(admin, id)
      return delivery.status === status && delivery
    },
    { what: `delivery ${id} to be ${status}`, timeout_ms: timeoutMs }
  )
}

/** The deliveries of a subscription, newest first. */
export async function deliveriesOf(admin: Api, subscriptionId: string, filters = ""): Promise<Delivery[]> {
  const path = `/admin/webhooks/deliveries?limit=200&subscription_id=${subscriptionId}${filters}`
  return expectOk(await admin.get<{ deliveries: Delivery[] }>(path)).deliveries
}

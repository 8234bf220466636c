import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { publishWebhookEventsWorkflow } from "../../../../workflows/webhooks/workflows/publish-webhook-events"
import { isNewestFirst, pickFields } from "../../../_http/list"
import type { AdminGetEventsQueryType, AdminPublishEventType } from "./validators"
import { eventSummary, eventView, type EventRecord } from "./view"

export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const { limit, offset, order, fields, q, created_at, ...equal } =
    req.validatedQuery as unknown as AdminGetEventsQueryType
  const { rows, count, countIsEstimate } = await webhooksOf(req.scope).listLog<EventRecord>("webhook_event", {
    equal,
    created_at,
    q,
    limit,
    offset,
    newestFirst: isNewestFirst(order),
  })
  res.json({
    events: rows.map((row) => pickFields(eventSummary(row), fields)),
    count,
    count_is_estimate: countIsEstimate,
    offset,
    limit,
  })
}

export const POST = async (req: MedusaRequest<AdminPublishEventType>, res: MedusaResponse) => {
  const { result } = await publishWebhookEventsWorkflow(req.scope).run({ input: { events: [req.validatedBody] } })
  const webhooks = webhooksOf(req.scope)
  const eventId = result[0]?.event_id ?? ""
  if (result[0]?.differs) {
    const { type, idempotency_key } = req.validatedBody
    const message = `idempotency_key: "${idempotency_key}" of ${type} is event ${eventId}, which holds other data; nothing was published`
    // Not by MedusaError: its CONFLICT has Medusa's own message.
    res
      .status(409)
      .json({ type: "conflict", message, issues: [{ path: ["idempotency_key"], code: "conflict", message }] })
    return
  }
  const [event, [, deliveriesCount]] = await Promise.all([
    webhooks.retrieveWebhookEvent(eventId),
    // Counted, not taken from the result: a repeated key answers with the first event and its deliveries.
    webhooks.listAndCountWebhookDeliveries({ event_id: eventId }, { take: 1 }),
  ])
  res.json({ event: eventView(event), deliveries_count: deliveriesCount })
}

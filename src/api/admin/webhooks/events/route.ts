import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { withIssues, type RefusalAnswer } from "../../../_http/issues"
import { webhooksOf } from "../../../../workflows/webhooks-of"
import { publishWebhookEventsWorkflow } from "../../../../workflows/webhooks/workflows/publish-webhook-events"
import { isNewestFirst, pickFields } from "../../../_http/list"
import { queryOf } from "../../../_http/validate"
import { eventSummary, eventView, type EventListAnswer, type PublishedEventAnswer } from "./serializers"
import { AdminGetEventsQuery, type AdminPublishEventType } from "./validators"

export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<EventListAnswer>) => {
  const { limit, offset, order, fields, q, created_at, ...equal } = queryOf(AdminGetEventsQuery, req)
  const { rows, count, countIsEstimate } = await webhooksOf(req.scope).listLog("webhook_event", {
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
})

export const POST = withIssues(
  async (req: MedusaRequest<AdminPublishEventType>, res: MedusaResponse<PublishedEventAnswer | RefusalAnswer>) => {
    const { result } = await publishWebhookEventsWorkflow(req.scope).run({ input: { events: [req.validatedBody] } })
    const webhooks = webhooksOf(req.scope)
    const eventId = result[0]?.event_id ?? ""
    if (result[0]?.differs) {
      const { type, idempotency_key } = req.validatedBody
      const message = `"${idempotency_key}" of ${type} is event ${eventId}, which holds other data; nothing was published`
      // Not by MedusaError: its CONFLICT has Medusa's own message.
      res.status(409).json({
        type: "conflict",
        message: `idempotency_key: ${message}`,
        issues: [{ path: ["idempotency_key"], code: "conflict", message }],
      })
      return
    }
    const [event, [, deliveriesCount]] = await Promise.all([
      webhooks.retrieveWebhookEvent(eventId),
      // Counted, not taken from the result: a repeated key answers with the first event and its deliveries.
      webhooks.listAndCountWebhookDeliveries({ event_id: eventId }, { take: 1 }),
    ])
    res.json({ event: eventView(event), deliveries_count: deliveriesCount })
  }
)

import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { DeliveryStatus } from "../../../modules/webhooks/core/delivery-state"
import type { ValueMapping } from "../../../modules/webhooks/core/value-mapping"
import { listIn } from "../../../modules/webhooks/store/json-list"
import { webhooksOf } from "../../webhooks-of"

export interface ReplayDeliveriesStepInput {
  id: string
  /** ISO 8601; when the events happened. */
  from: string
  to?: string | undefined
  statuses: DeliveryStatus[]
  event_types?: string[] | undefined
  include_missing: boolean
}

/** Replays past events to a subscription. Not undone, because some may have been sent already; safe to repeat. */
export const replayDeliveriesStep = createStep(
  "webhooks-replay-deliveries",
  async ({ id, from, to, statuses, event_types, include_missing }: ReplayDeliveriesStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    const subscription = await webhooks.retrieveWebhookSubscription(id)
    const until = to === undefined ? await webhooks.now() : new Date(to)
    const count = await webhooks.replay(
      { ...subscription, value_mappings: listIn<ValueMapping>(subscription.value_mappings) },
      { from: new Date(from), to: until, statuses, event_types: event_types ?? null },
      include_missing
    )
    return new StepResponse({ count })
  }
)

import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { matchesType } from "../../../modules/webhooks/core/event-pattern"
import { webhooksOf } from "../../webhooks-of"
import { missingOccurrences } from "../missing-occurrences"

export interface RecordMissedInput {
  subscription_id: string
  /** ISO 8601; when the events happened. */
  from: string
  to?: string | undefined
  event_types?: string[] | undefined
  include_missing: boolean
}

/** A subscription id that does not exist: an event that is published for it has no delivery. */
const NOBODY = ""

/**
 * For a replay with `include_missing`: stores events that were not recorded because nobody subscribed to their type, of the
 * types that the subscription names. Makes no deliveries, because other subscriptions did not ask for the past. Not undone;
 * safe to repeat.
 */
export const recordMissedOccurrencesStep = createStep(
  "webhooks-record-missed-occurrences",
  async ({ subscription_id, from, to, event_types, include_missing }: RecordMissedInput, { container }) => {
    const webhooks = webhooksOf(container)
    const { events: patterns, account_id } = await webhooks.retrieveWebhookSubscription(subscription_id)
    // The shop's events belong to no account, so a subscription for one account gets none of them.
    if (!include_missing || account_id !== null) return new StepResponse({ count: 0 })
    const rememberedSince = webhooks.reconciliation.retainedSince()
    const range = {
      $gte: new Date(Math.max(rememberedSince.getTime(), Date.parse(from))),
      $lt: to === undefined ? await webhooks.now() : new Date(to),
    }
    let count = 0
    for (const { name, source } of webhooks.catalogue.values()) {
      const isWanted = matchesType(patterns, name) && (event_types?.includes(name) ?? true)
      if (!source || !isWanted) continue
      for await (const events of missingOccurrences(name, source, range, container)) {
        const forNobody = events.map((event) => ({ ...event, only_subscription_id: NOBODY }))
        count += (await webhooks.publish(forNobody)).filter(({ created }) => created).length
      }
    }
    return new StepResponse({ count })
  }
)

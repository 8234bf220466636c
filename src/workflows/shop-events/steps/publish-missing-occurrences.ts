import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"
import { missingOccurrences } from "../missing-occurrences"

/**
 * Publishes missing events of a range of time: an error in a subscriber, a crash between a commit and its announcement, or a
 * flushed Redis loses an event of Medusa's bus for good. Events from before the first subscription to their type are not
 * missing: they were left out on purpose. Not undone; safe to repeat.
 */
export const publishMissingOccurrencesStep = createStep(
  "webhooks-publish-missing-occurrences",
  async ({ from, until }: { from: string; until: string }, { container }) => {
    const webhooks = webhooksOf(container)
    const sources = [...webhooks.catalogue.values()].flatMap(({ name, source }) => (source ? [{ name, source }] : []))
    const subscribed = await webhooks.reconciliation.subscribedSince(sources.map(({ name }) => name))
    let count = 0
    for (const { name, source } of sources) {
      const since = subscribed.get(name)
      if (!since) continue
      const range = { $gte: new Date(Math.max(since.getTime(), Date.parse(from))), $lt: new Date(until) }
      for await (const events of missingOccurrences(name, source, range, container)) {
        count += (await webhooks.publish(events)).filter(({ created }) => created).length
      }
    }
    return new StepResponse({ count })
  }
)

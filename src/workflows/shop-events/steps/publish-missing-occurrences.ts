import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"
import { missingOccurrences } from "../missing-occurrences"

/**
 * Publishes what happened in the shop in a range of time and was never recorded: one error in a subscriber, a crash between a
 * commit and its announcement, or a flushed Redis loses an announcement for good. What nobody subscribed to at the time was
 * left out on purpose. Not undone, and safe to run again.
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

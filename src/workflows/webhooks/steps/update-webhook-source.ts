import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { UpdateSourceInput } from "../../../modules/webhooks/inbound/source-input"
import { settledSource } from "../../../modules/webhooks/inbound/source-rules"
import { sourceKey } from "../../inbound/find-patient"
import { requireMessages } from "../../inbound/source-messages"
import { webhooksOf } from "../../webhooks-of"

/** Updates the source's row. Undone by writing the former values back. @throws InvalidInput when its fields don't fit together. */
export const updateWebhookSourceStep = createStep(
  "webhooks-update-source",
  async ({ id, changes }: { id: string; changes: UpdateSourceInput }, { container }) => {
    const webhooks = webhooksOf(container)
    const stored = await webhooks.retrieveWebhookSource(id)
    const { fetch_credential: given, ...plain } = changes
    const next = { ...stored, ...plain, fetch_credential: given }
    const { fetch_credential } = settledSource(next, stored)
    if (changes.messages) requireMessages(stored.slug, changes.messages)
    const sealed = fetch_credential ? await webhooks.sealText(fetch_credential) : fetch_credential
    await webhooks.changeSource(id, { ...plain, ...(sealed === undefined ? {} : { fetch_credential: sealed }) })
    // The job tries them: they may be thousands, and the vendor is not to be asked for all of them at once.
    await webhooks.inbox.retryWaiting([sourceKey(id)])
    const { name, scheme, active, profile, settings, messages, rate_limit_per_minute, fetch_url } = stored
    const former = { name, scheme, active, profile, settings, messages, rate_limit_per_minute, fetch_url }
    return new StepResponse({ id }, { id, ...former, fetch_credential: stored.fetch_credential })
  },
  async (former, { container }) => {
    if (!former) return
    const { id, ...columns } = former
    await webhooksOf(container).changeSource(id, columns)
  }
)

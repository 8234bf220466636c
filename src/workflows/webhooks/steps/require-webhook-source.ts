import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { profileOf } from "../../../modules/webhooks/inbound/profile-of"
import { secretKindOf } from "../../../modules/webhooks/inbound/source-rules"
import { InvalidInput } from "../../../modules/webhooks/invalid-input"
import { webhooksOf } from "../../webhooks-of"

export interface RequireWebhookSourceStepInput {
  id: string
  /** For callbacks, a source of every profile has a secret of ours. */
  purpose: "inbound" | "callbacks"
  secret?: string | undefined
}

/**
 * Stops the workflow before a later step writes anything.
 * @throws MedusaError NOT_FOUND when there is no such source; InvalidInput when its profile has no secret that could be rotated.
 */
export const requireWebhookSourceStep = createStep(
  "webhooks-require-source",
  async ({ id, purpose, secret }: RequireWebhookSourceStepInput, { container }) => {
    const source = await webhooksOf(container).retrieveWebhookSource(id)
    const { slug } = source
    const profile = profileOf(source)
    if (purpose === "callbacks" || !profile) return new StepResponse({ id, slug, secretKind: "generated" as const })
    const secretKind = secretKindOf(profile, secret)
    if (secretKind !== null) return new StepResponse({ id, slug, secretKind })
    const message = `is "${profile.id}", whose sources have no secret`
    throw InvalidInput.ofField({ path: ["profile"], code: "secret", message })
  }
)

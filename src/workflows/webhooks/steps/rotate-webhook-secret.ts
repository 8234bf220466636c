import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

export interface RotateWebhookSecretStepInput {
  /** `sub_…`, or `secretOwnerOf` a source. */
  owner_id: string
  givenSecret?: string | undefined
  /** How long the former secrets stay live; 0 ends them now. */
  grace_period_seconds: number
}

/** Puts a secret in front of the owner's others, or is its first. Undone by taking it away again. */
export const rotateWebhookSecretStep = createStep(
  "webhooks-rotate-secret",
  async ({ owner_id, givenSecret, grace_period_seconds }: RotateWebhookSecretStepInput, { container }) => {
    const { secret, rotation } = await webhooksOf(container).rotateSecret(owner_id, givenSecret, grace_period_seconds)
    return new StepResponse(secret, rotation)
  },
  async (rotation, { container }) => {
    if (rotation) await webhooksOf(container).undoSecretRotation(rotation)
  }
)

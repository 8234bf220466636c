import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { webhooksOf } from "../../webhooks-of"

export interface RotateWebhookSecretStepInput {
  /** `sub_…`, or `secretOwnerOf` a source. */
  owner_id: string
  givenSecret?: string | undefined
  /** How long the former secrets stay live; 0 ends them now. */
  grace_period_seconds: number
}

/** Gives an owner a new secret, which may be its first one. Undone by deleting it and restoring the former ones. */
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

import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { SecretKind } from "../../../modules/webhooks/secrets/signing-secrets"
import { webhooksOf } from "../../webhooks-of"

export interface RotateWebhookSecretStepInput {
  /** `sub_…`, or `secretOwnerOf` a source. */
  owner_id: string
  givenSecret?: string | undefined
  /** `generated` where it is left out. */
  kind?: SecretKind | undefined
  /** How long the former secrets stay live; 0 ends them now. */
  grace_period_seconds: number
}

/** Gives an owner a new secret, which may be its first one. Undone by deleting it and restoring the former ones. */
export const rotateWebhookSecretStep = createStep(
  "webhooks-rotate-secret",
  async ({ owner_id, givenSecret, grace_period_seconds, kind }: RotateWebhookSecretStepInput, { container }) => {
    const webhooks = webhooksOf(container)
    const { secret, rotation } = await webhooks.rotateSecret(owner_id, givenSecret, grace_period_seconds, kind)
    return new StepResponse(secret, rotation)
  },
  async (rotation, { container }) => {
    if (rotation) await webhooksOf(container).undoSecretRotation(rotation)
  }
)

import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { matchesType } from "../../../modules/webhooks/core/event-pattern"
import { InvalidInput } from "../../../modules/webhooks/invalid-input"
import type { PublishInput } from "../../../modules/webhooks/publishing/types"
import { webhooksOf } from "../../webhooks-of"

export interface ExampleOfEventTypeStepInput {
  subscription: { id: string; active: boolean; events: string[] }
  event_type?: string | undefined
}

/** Makes a test event for one subscription, of the catalogue's example: of the given type, or of the first one that the subscription matches. */
export const exampleOfEventTypeStep = createStep(
  "webhooks-example-of-event-type",
  async ({ subscription, event_type }: ExampleOfEventTypeStepInput, { container }) => {
    const { catalogue } = webhooksOf(container)
    if (!subscription.active) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `subscription ${subscription.id} is switched off: set active to true first`
      )
    }
    const name = event_type ?? [...catalogue.keys()].find((type) => matchesType(subscription.events, type))
    const type = name === undefined ? undefined : catalogue.get(name)
    if (!type) {
      const message = `"${name}" is not in the catalogue`
      throw InvalidInput.ofField({ path: ["event_type"], code: "not_in_catalogue", message })
    }
    const event: PublishInput = { type: type.name, data: type.example, only_subscription_id: subscription.id }
    return new StepResponse([event])
  }
)

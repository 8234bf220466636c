import type { MedusaContainer } from "@medusajs/framework/types"
import { matchesType } from "../../../modules/webhooks/core/event-pattern"
import type { EventType } from "../../../modules/webhooks/event-type"
import type { LoggedInPartner } from "../../../modules/webhooks/partners/logins"
import { webhooksOf } from "../../../workflows/webhooks-of"

/** The part of the catalogue that a partner may subscribe to. */
export function eventTypesFor(scope: MedusaContainer, { events }: LoggedInPartner): EventType[] {
  return [...webhooksOf(scope).catalogue.values()].filter(({ name }) => matchesType(events, name))
}

import { accountWithin } from "../../../../../modules/webhooks/partners/scope"
import { eventTypesFor } from "../../event-types-for"
import { enveloped } from "../envelope"
import { parsed, webHookEventListInput } from "../validators"

export const POST = enveloped(async (req, partner, body) => {
  const { auth } = parsed(webHookEventListInput, body)
  accountWithin(partner, auth.accountId, ["auth", "accountId"])
  const events = eventTypesFor(req.scope, partner).map(({ name, title, description }) => ({
    id: name,
    description: title ?? description,
  }))
  return { events: events.sort((one, other) => (one.id < other.id ? -1 : 1)) }
})

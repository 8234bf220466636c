import { MedusaError } from "@medusajs/framework/utils"
import { accountWithin } from "../../../../../modules/webhooks/partners/scope"
import { saveWebhook } from "../save-webhook"
import { eventTypesFor } from "../../event-types-for"
import { enveloped } from "../envelope"
import { parsed, webHookSaveInput } from "../validators"

export const POST = enveloped(async (req, partner, body) => {
  const { auth, eventId, url, active } = parsed(webHookSaveInput, body)
  const accountId = accountWithin(partner, auth.accountId, ["auth", "accountId"])
  const type = eventTypesFor(req.scope, partner).find(({ name }) => name === eventId)
  if (!type)
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `eventId: "${eventId}" is not among your events (WebHookEventList has them)`
    )
  const { row, secret } = await saveWebhook(req.scope, partner, { type, url, active, account_id: accountId })
  return {
    webhook: {
      eventId,
      url: row.url,
      active: row.active,
      added_date: toSeconds(row.created_at),
      modified_date: toSeconds(row.updated_at),
      // The one time it is seen.
      ...(secret === null ? {} : { secret }),
    },
  }
})

/** `2016-02-05T21:10:20Z` */
function toSeconds(at: Date | string): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z")
}

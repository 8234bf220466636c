import { z } from "@medusajs/framework/zod"
import { externalId, instant, keptRecord, text } from "../../../../modules/webhooks/core/fields"
import { filterText, instantRange, listQuery, oneOrMore } from "../../../_http/list"

export const AdminGetEventsQuery = listQuery(
  {
    type: oneOrMore(filterText).optional(),
    subject: oneOrMore(filterText).optional(),
    account_id: filterText.optional(),
    idempotency_key: filterText.optional(),
    created_at: instantRange.optional(),
  },
  ["id", "created_at"]
)

/** `type` and `data` are checked against the catalogue when the event is published. */
export const AdminPublishEvent = z.strictObject({
  type: z.string(),
  data: keptRecord,
  previous: keptRecord.nullable().optional(),
  account_id: externalId.nullable().optional(),
  parties: z.array(externalId).min(1).max(20).nullable().optional(),
  actor: externalId.nullable().optional(),
  callback_url: text(2_048).nullable().optional(),
  source: externalId.nullable().optional(),
  idempotency_key: externalId.nullable().optional(),
  occurred_at: instant
    .transform((at) => new Date(at).toISOString())
    .nullable()
    .optional(),
})
export type AdminPublishEventType = z.output<typeof AdminPublishEvent>

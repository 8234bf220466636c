import { z } from "@medusajs/framework/zod"
import { INBOUND_STATUSES } from "../../../../modules/webhooks/models/webhook-inbound-message"
import { filterText, instantRange, listQuery, oneOrMore } from "../../../_http/list"

const filters = {
  source_id: oneOrMore(filterText).optional(),
  kind: oneOrMore(filterText).optional(),
  cause: oneOrMore(filterText).optional(),
  waits_for: oneOrMore(filterText).optional(),
  created_at: instantRange.optional(),
}

export const AdminGetInboundMessagesQuery = listQuery(
  { ...filters, status: oneOrMore(z.enum(INBOUND_STATUSES)).optional() },
  ["id", "created_at"]
)

/** What has been processed, or is about to be, is not processed again. */
const REPROCESSED = ["failed", "quarantined"] as const

/** Which messages are processed again: those that meet all the filters. Without any it would be all there are, by mistake. */
export const AdminReprocessInboundMessages = z
  .strictObject({
    ids: z.array(filterText).min(1).max(500).optional(),
    ...filters,
    status: oneOrMore(z.enum(REPROCESSED)).optional(),
    /** Only counts. */
    dry_run: z.boolean().default(false),
  })
  .refine(
    ({ dry_run: _, ...given }) => Object.values(given).some((value) => value !== undefined),
    "name at least one filter: ids, source_id, status, cause, kind, waits_for, created_at"
  )
export type AdminReprocessInboundMessagesType = z.output<typeof AdminReprocessInboundMessages>

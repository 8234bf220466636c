import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { ReprocessSelection } from "../../../modules/webhooks/store/inbound-reprocess"
import { webhooksOf } from "../../webhooks-of"

type OneOrMore = string | string[] | undefined

/** As the API takes it: each filter is a value, or a list of values of which one has to match. */
export interface ReprocessInboundMessagesInput extends Pick<ReprocessSelection, "created_at"> {
  ids?: string[] | undefined
  source_id?: OneOrMore
  status?: OneOrMore
  cause?: OneOrMore
  kind?: OneOrMore
  waits_for?: OneOrMore
  /** Only counts. */
  dry_run?: boolean
}

/** Makes the selected failed and quarantined messages due. No compensation: trying one again harms nothing. */
export const reprocessInboundMessagesStep = createStep(
  "webhooks-reprocess-inbound-messages",
  async ({ dry_run, ids, created_at, ...filters }: ReprocessInboundMessagesInput, { container }) => {
    const lists = Object.fromEntries(
      Object.entries(filters).map(([column, value]) => [column, typeof value === "string" ? [value] : value])
    )
    const count = await webhooksOf(container).inbox.makeDue({ ids, created_at, ...lists }, dry_run)
    return new StepResponse({ count })
  }
)

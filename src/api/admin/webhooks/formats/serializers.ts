import type { Format } from "../../../../modules/webhooks/core/format"
import type { Page } from "../../../_http/wire"

/** A shape that a body can have. */
export function formatView({ id, description }: Format) {
  return { id, description }
}
export type FormatView = ReturnType<typeof formatView>

export interface FormatListAnswer extends Page {
  formats: FormatView[]
}

import type { FormatId } from "./format"
import type { JudgeSettings } from "./retry-decision"

/** Settings of a subscription that belong together, by one name: what some system's own webhooks used to do. */
export interface Preset {
  id: string
  title: string
  description: string
  /** As the subscription's fields are called. */
  settings: JudgeSettings & { format?: FormatId }
}

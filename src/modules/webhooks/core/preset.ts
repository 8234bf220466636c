import type { FormatId } from "./format"
import type { JudgeSettings } from "./retry-decision"

/** A preset: a named set of a subscription's settings, such as the retry rules of another webhook system. */
export interface Preset {
  id: string
  title: string
  description: string
  /** As the subscription's fields are called. */
  settings: JudgeSettings & { format?: FormatId }
}

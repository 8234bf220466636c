import standard from "./formats/standard"

/** An event as it lies in its row: `data` and `previous` are JSON texts, so that no two renderings differ. */
export interface FrozenEvent {
  id: string
  type: string
  /** When it happened. */
  occurred_at: Date
  data: string
  previous: string | null
}

export interface Addressee {
  subscription_id: string
  api_version: string
}

/** The shape of the body around `data`. Pure: the same event and addressee give the same bytes, today and next year. */
export interface Format {
  id: string
  description: string
  render(event: FrozenEvent, addressee: Addressee): string
}

export const FORMATS = { standard } satisfies Record<string, Format>
export type FormatId = keyof typeof FORMATS
export const FORMAT_IDS = Object.keys(FORMATS) as [FormatId, ...FormatId[]]

export const DEFAULT_API_VERSION = "1.0"

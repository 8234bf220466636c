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

/** A format is found by its file, so its id is known at load, not at compile time. */
export type FormatId = string

export const DEFAULT_API_VERSION = "1.0"

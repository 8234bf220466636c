/** An event as its row stores it: `data` and `previous` are JSON texts, so that every rendering has the same bytes. */
export interface FrozenEvent {
  id: string
  type: string
  /** When the event happened. */
  occurred_at: Date
  data: string
  previous: string | null
}

/** The subscription for which a body is rendered. */
export interface Addressee {
  subscription_id: string
  api_version: string
}

/** A body format: what is put around `data`. Pure: the same event and addressee give the same bytes, today and next year. */
export interface Format {
  id: string
  description: string
  render(event: FrozenEvent, addressee: Addressee): string
}

/** Formats are discovered from files, so their ids are known when the process starts, not to the compiler. */
export type FormatId = string

export const DEFAULT_API_VERSION = "1.0"

import { sdk } from "./sdk"
import type { OverTheWire } from "./types"

interface Call {
  method?: "GET" | "POST" | "DELETE"
  query?: Record<string, unknown>
  body?: object
}

/** Calls the API. @param Answer the route's own type. */
export function call<Answer>(path: string, init: Call = {}): Promise<OverTheWire<Answer>> {
  return sdk.client.fetch<OverTheWire<Answer>>(path, init)
}

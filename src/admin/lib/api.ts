import { ApiError } from "./api-error"
import { queryText } from "./query-text"
import { sdk } from "./sdk"
import type { OverTheWire } from "./types"

interface Call {
  method?: "GET" | "POST" | "DELETE"
  query?: Record<string, unknown>
  body?: object
}

/**
 * Calls the API, logged in as the dashboard itself is. Not by `sdk.client.fetch`: of a refusal that keeps the message only,
 * and a form needs the fields.
 * @param Answer the route's own type. @throws ApiError for a refusal.
 */
export async function call<Answer>(
  path: string,
  { method = "GET", query = {}, body }: Call = {}
): Promise<OverTheWire<Answer>> {
  const token = __AUTH_TYPE__ === "jwt" ? await sdk.client.getToken() : null
  const response = await fetch(urlOf(path, query), {
    method,
    credentials: __AUTH_TYPE__ === "jwt" ? "omit" : "include",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new ApiError(response, await response.json().catch(() => null))
  return (await response.json()) as OverTheWire<Answer>
}

function urlOf(path: string, query: Record<string, unknown>): URL {
  // The backend may lie below a path, or be where the dashboard came from.
  const backend = new URL(__BACKEND_URL__ ?? "/", window.location.origin)
  const url = new URL(`${backend.pathname.replace(/\/$/, "")}${path}`, backend.origin)
  url.search = queryText(query)
  return url
}

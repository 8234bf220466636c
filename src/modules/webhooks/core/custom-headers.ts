/** A constant header of a subscription. */
export interface CustomHeader {
  name: string
  value: string
}

export const MAX_CUSTOM_HEADERS = 16
export const MAX_HEADER_NAME_BYTES = 128
export const MAX_HEADER_VALUE_BYTES = 4_096

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Visible ASCII, with spaces and tabs inside: every HTTP stack accepts it, and no line break gets through. */
const VALUE = /^[\x20-\x7e\t]*$/

/** Headers that we or the connection set: a subscription that could set them could forge a signature or break the framing. */
const RESERVED = new Set([
  "host",
  "content-type",
  "content-length",
  "content-encoding",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "expect",
  "te",
  "trailer",
  "proxy-authorization",
  "proxy-connection",
  "user-agent",
  "x-webhook-signature",
  "x-webhook-signature-previous",
])

export interface HeaderRefusal {
  part: "name" | "value"
  code: "header_name" | "header_reserved" | "header_value"
  message: string
}

/** @returns why a header can't be sent with every request, or `null` when it can. */
export function headerRefusal({ name, value }: CustomHeader): HeaderRefusal | null {
  const badName = (message: string): HeaderRefusal => ({ part: "name", code: "header_name", message })
  const badValue = (message: string): HeaderRefusal => ({ part: "value", code: "header_value", message })
  if (!TOKEN.test(name)) return badName(`"${name.slice(0, 40)}" is not a header name`)
  if (name.length > MAX_HEADER_NAME_BYTES) return badName(`the name is longer than ${MAX_HEADER_NAME_BYTES} bytes`)
  if (RESERVED.has(name.toLowerCase()) || name.toLowerCase().startsWith("webhook-"))
    return { part: "name", code: "header_reserved", message: `"${name}" is reserved` }
  if (!VALUE.test(value))
    return badValue(`the value of "${name}" holds a line break or another character no header may hold`)
  if (value.length > MAX_HEADER_VALUE_BYTES)
    return badValue(`the value of "${name}" is longer than ${MAX_HEADER_VALUE_BYTES} bytes`)
  return null
}

/** Shown instead of a header's value, which may be a credential. */
export const MASKED_VALUE = "***"

/**
 * Puts the stored values back where a caller sends a list it has read before, values masked.
 * A masked value whose name is not stored stays as it is and is refused by the caller.
 */
export function unmaskHeaders(incoming: readonly CustomHeader[], stored: readonly CustomHeader[]): CustomHeader[] {
  const known = new Map(stored.map((header) => [header.name.toLowerCase(), header.value]))
  return incoming.map(({ name, value }) => ({
    name,
    value: value === MASKED_VALUE ? (known.get(name.toLowerCase()) ?? value) : value,
  }))
}

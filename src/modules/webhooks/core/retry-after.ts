/**
 * Reads a `Retry-After` header (RFC 9110 §10.2.3): delta-seconds or an HTTP date.
 *
 * @returns milliseconds from `now`, never negative; `null` for an absent or unreadable value.
 */
export function retryAfterMs(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null
  const text = value.trim()
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1_000
  // Date.parse takes far more than HTTP dates ("1", "May"): only the three forms of the RFC begin with a weekday.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

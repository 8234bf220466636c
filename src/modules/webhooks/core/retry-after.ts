/** The longest `Retry-After` that is obeyed: one day. */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1_000

/**
 * Reads a `Retry-After` header (RFC 9110 §10.2.3): delta-seconds or an HTTP date.
 *
 * @returns milliseconds from `now`, from 0 to a day; `null` for an absent or unreadable value.
 */
export function retryAfterMs(value: string | undefined, now: Date): number | null {
  if (value === undefined) return null
  const text = value.trim()
  // Of any length: hundreds of digits are Infinity, and a day after that.
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1_000, MAX_RETRY_AFTER_MS)
  // Date.parse takes far more than HTTP dates ("1", "May"): only the three forms of the RFC begin with a weekday.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : Math.min(Math.max(0, at - now.getTime()), MAX_RETRY_AFTER_MS)
}

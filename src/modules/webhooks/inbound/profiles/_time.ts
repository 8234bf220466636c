const OFFSET = /(Z|[+-]\d{2}:\d{2})$/
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:[.]\d{1,9})?)$/
const SPACED = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ?([+-]\d{2}):?(\d{2})$/

/** @returns an instant in ISO 8601 with its offset; what can't be read comes back as it was, for the handler to refuse by name. */
export function instantOf(text: string | undefined): string | undefined {
  const spaced = SPACED.exec(text ?? "")
  return spaced ? `${spaced[1]}T${spaced[2]}${spaced[3]}:${spaced[4]}` : text
}

/** The same, where the vendor leaves out the offset and means UTC. */
export function utcInstantOf(text: string | undefined): string | undefined {
  const local = LOCAL.exec(text ?? "")
  return local ? `${local[1]}T${local[2]}Z` : instantOf(text)
}

/** @returns the instant so many minutes later, in UTC; `undefined` where there is nothing to reckon from. */
export function minutesAfter(instant: string | undefined, minutes: number | undefined): string | undefined {
  const atMs = epochMs(instant)
  if (atMs === undefined || minutes === undefined) return undefined
  const later = new Date(atMs + minutes * 60_000)
  return Number.isNaN(later.getTime()) ? undefined : later.toISOString()
}

/** @returns minutes from one instant to another, not rounded; `undefined` where one is missing or they are in the wrong order. */
export function minutesBetween(from: string | undefined, to: string | undefined): number | undefined {
  const [fromMs, toMs] = [epochMs(from), epochMs(to)]
  return fromMs === undefined || toMs === undefined || toMs < fromMs ? undefined : (toMs - fromMs) / 60_000
}

function epochMs(instant: string | undefined): number | undefined {
  // Without an offset Date.parse would take this machine's.
  if (instant === undefined || !OFFSET.test(instant)) return undefined
  const ms = Date.parse(instant)
  return Number.isNaN(ms) ? undefined : ms
}

/** What a timestamp counts. */
export type TimestampUnit = "s" | "ms"

/** @returns why a timestamp is refused, or `null`: too old would be a replay, too far ahead could be replayed until then. */
export function timestampRefusal(
  name: string,
  timestamp: string,
  unit: TimestampUnit,
  toleranceSeconds: number,
  now: Date
): string | null {
  if (!/^\d{1,15}$/.test(timestamp)) return `${name} is not unix time`
  const atMs = Number(timestamp) * (unit === "s" ? 1_000 : 1)
  const offMs = Math.abs(now.getTime() - atMs)
  return offMs > toleranceSeconds * 1_000 ? `${name} is more than ${toleranceSeconds} seconds off` : null
}

/** Names below `/webhooks/` that are routes of our own: a source named so could never be reached, or would hide one of them. */
export const RESERVED_SLUGS: readonly string[] = ["partner", ".well-known"]

/** @returns whether a path segment is a route of our own, in whatever case it is written. */
export function isReservedSlug(segment: string): boolean {
  return RESERVED_SLUGS.includes(segment.toLowerCase())
}

/** A slug for the log. One that nobody has is whatever a caller wrote: with a line break in it, it would write lines of its own. */
export function printableSlug(slug: string): string {
  return slug.slice(0, 60).replace(/[^\x20-\x7e]/g, "?")
}

/** A source's refusals are written down once in this time, however many come. */
const EVERY_MS = 60_000
/** Sources; beyond, the one that was written down longest ago is forgotten. */
const MAX_SOURCES = 1_000

interface Silence {
  untilMs: number
  unsaidCount: number
}

/** Decides which refused calls are written down: a flood of unsigned calls must flood neither the log nor the table. */
export class Refusals {
  private readonly silences = new Map<string, Silence>()

  /**
   * Counts a refused call. @param key the source's slug; one key for all unknown ones.
   * @returns how many refusals were not written down before this one, which is to be written; `null`: not this one either.
   */
  count(key: string, nowMs: number): number | null {
    const silence = this.silences.get(key)
    if (silence && nowMs < silence.untilMs) {
      silence.unsaidCount++
      return null
    }
    this.silences.delete(key)
    this.silences.set(key, { untilMs: nowMs + EVERY_MS, unsaidCount: 0 })
    const [oldest] = this.silences.keys()
    if (this.silences.size > MAX_SOURCES && oldest !== undefined) this.silences.delete(oldest)
    return silence?.unsaidCount ?? 0
  }
}

/** A slug for the log. One that nobody has is whatever a caller wrote: with a line break in it, it would write lines of its own. */
export function printableSlug(slug: string): string {
  return slug.slice(0, 60).replace(/[^\x20-\x7e]/g, "?")
}

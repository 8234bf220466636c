/** What has a key is written down once in this time, however often it happens. */
const EVERY_MS = 60_000
/** Keys; beyond, the one that was written down longest ago is forgotten. */
const MAX_KEYS = 1_000

interface Silence {
  untilMs: number
  unsaidCount: number
}

/** Decides what is written down of things that may come in floods: a flood must fill neither the log nor a table. */
export class OnceAMinute {
  private readonly silences = new Map<string, Silence>()

  /**
   * Counts one of them. @param key what they have in common, such as a source's slug.
   * @returns how many were not written down before this one, which is to be written; `null`: not this one either.
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
    if (this.silences.size > MAX_KEYS && oldest !== undefined) this.silences.delete(oldest)
    return silence?.unsaidCount ?? 0
  }
}

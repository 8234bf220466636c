import type { Clock } from "../core/clock"
import { canonical, type Json } from "../core/state-change"
import { patternsOf } from "../core/event-pattern"
import type { EventType } from "../event-type"
import type { Db } from "../store/db"
import { lastPublishedOf, missingKeys, publishedAfter } from "../store/reconcile"
import { subscribedSince } from "../store/subscribed-since"

const DAY_MS = 24 * 60 * 60 * 1_000

/** What the events already say, for the reconciler, which knows what the shop's own tables say. */
export class Reconciliation {
  constructor(
    private readonly db: Db,
    private readonly options: { clock: Clock; rowRetentionDays: number | null }
  ) {}

  /** Of these types of shop events, those that anybody ever wants to hear of, and since when. */
  async subscribedSince(types: readonly string[]): Promise<Map<string, Date>> {
    if (types.length === 0) return new Map()
    const found = await subscribedSince(
      this.db,
      types.map((type) => ({ type, patterns: patternsOf(type) }))
    )
    return new Map(found.map(({ type, since }) => [type, since]))
  }

  /** Before this moment an event may be absent because its row was deleted: nobody can say that it was never told. */
  retainedSince(): Date {
    const { clock, rowRetentionDays } = this.options
    return rowRetentionDays === null ? new Date(0) : new Date(clock.now().getTime() - rowRetentionDays * DAY_MS)
  }

  async missing(type: string, keys: readonly string[]): Promise<Set<string>> {
    return keys.length === 0 ? new Set() : missingKeys(this.db, type, keys)
  }

  /** Ids of those whose content is not what was told last. */
  async changed(type: EventType, contents: ReadonlyMap<string, Json>): Promise<string[]> {
    const published = await lastPublishedOf(this.db, type.name, [...contents.keys()])
    const lastContents = new Map(published.map(({ tracked_id, data }) => [tracked_id, contentIn(type, data)]))
    return [...contents].flatMap(([id, content]) => {
      const last = lastContents.get(id)
      return last !== undefined && canonical(last) === canonical(content) ? [] : [id]
    })
  }

  /**
   * Ids of things told of as existing, a page at a time in the order of their ids.
   * @returns the ids, and from where the next page begins; `null` after the last.
   */
  async knownToExist(type: EventType, after: string, limit: number): Promise<{ ids: string[]; next: string | null }> {
    const published = await publishedAfter(this.db, type.name, after, limit)
    const ids = published.flatMap(({ tracked_id, data }) => (contentIn(type, data) === null ? [] : [tracked_id]))
    return { ids, next: published.length < limit ? null : (published.at(-1)?.tracked_id ?? null) }
  }
}

function contentIn(type: EventType, data: string): Json {
  return type.tracked?.contentIn(JSON.parse(data)) ?? null
}

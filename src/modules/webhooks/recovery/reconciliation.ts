import type { Clock } from "../core/clock"
import { patternsOf } from "../core/event-pattern"
import { DAY_MS } from "../core/limits"
import { canonical, type Json } from "../core/state-change"
import type { EventType } from "../event-type"
import { readCursor, writeCursor } from "../store/cursors"
import type { Db } from "../store/db"
import { lastPublishedOf, missingKeys, publishedAfter } from "../store/reconcile"
import { subscribedSince } from "../store/subscribed-since"

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

  /** Before this moment an event may be absent because its row was deleted: nobody can say that it was never published. */
  retainedSince(): Date {
    const { clock, rowRetentionDays } = this.options
    return rowRetentionDays === null ? new Date(0) : new Date(clock.now().getTime() - rowRetentionDays * DAY_MS)
  }

  async missing(type: string, keys: readonly string[]): Promise<Set<string>> {
    return keys.length === 0 ? new Set() : missingKeys(this.db, type, keys)
  }

  /** Ids of those whose content is not what was published last. */
  async changed(type: EventType, contents: ReadonlyMap<string, Json>): Promise<string[]> {
    const published = await lastPublishedOf(this.db, type.name, [...contents.keys()])
    const lastContents = new Map(published.map(({ tracked_id, data }) => [tracked_id, contentIn(type, data)]))
    return [...contents].flatMap(([id, content]) => {
      const last = lastContents.get(id)
      return last !== undefined && canonical(last) === canonical(content) ? [] : [id]
    })
  }

  /**
   * The next ids of things that were last published as existing, in the order of their ids, round and round. Where to go on
   * is kept in the database: two workers walk one list together instead of the first half of it twice.
   *
   * @param limit how many things are looked at.
   * @returns the ids, and what says, once they were dealt with, that the next page begins behind them.
   */
  async nextKnownToExist(type: EventType, limit: number): Promise<{ ids: string[]; done(): Promise<void> }> {
    const cursor = `deletions of ${type.name}`
    const published = await publishedAfter(this.db, type.name, await readCursor(this.db, cursor), limit)
    const ids = published.flatMap(({ tracked_id, data }) => (contentIn(type, data) === null ? [] : [tracked_id]))
    const next = published.length < limit ? "" : (published.at(-1)?.tracked_id ?? "")
    return { ids, done: () => writeCursor(this.db, cursor, next) }
  }
}

function contentIn(type: EventType, data: string): Json {
  return type.tracked?.contentIn(JSON.parse(data)) ?? null
}

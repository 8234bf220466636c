import type { Clock } from "../core/clock"
import { patternsOf } from "../core/event-pattern"
import { DAY_MS } from "../core/limits"
import { canonical, type Json } from "../core/state-change"
import type { EventType } from "../event-type"
import { readCursor, writeCursor } from "../store/cursors"
import type { Db } from "../store/db"
import { lastPublishedOf, missingKeys, publishedAfter } from "../store/reconcile"
import { subscribedSince } from "../store/subscribed-since"

/** The reconciler's view of the published events; workflows compare it with the shop's own tables. */
export class Reconciliation {
  constructor(
    private readonly db: Db,
    private readonly options: { clock: Clock; rowRetentionDays: number | null }
  ) {}

  /** Up to where a job has come in whatever it goes through; empty before its first run. Its name is its own. */
  async position(job: string): Promise<string> {
    return readCursor(this.db, job)
  }

  /** Records up to where a job has come, for whichever process runs it next. */
  async moveTo(job: string, position: string): Promise<void> {
    await writeCursor(this.db, job, position)
  }

  /** @returns the types that any subscription for every account names, and when the oldest such subscription was created. */
  async subscribedSince(types: readonly string[]): Promise<Map<string, Date>> {
    if (types.length === 0) return new Map()
    const found = await subscribedSince(
      this.db,
      types.map((type) => ({ type, patterns: patternsOf(type) }))
    )
    return new Map(found.map(({ type, since }) => [type, since]))
  }

  /** @returns the instant before which rows are deleted: an event that is absent before it may have been published. */
  retainedSince(): Date {
    const { clock, rowRetentionDays } = this.options
    return rowRetentionDays === null ? new Date(0) : new Date(clock.now().getTime() - rowRetentionDays * DAY_MS)
  }

  /** @returns the idempotency keys, of the given ones, under which no event of the type is stored. */
  async missing(type: string, keys: readonly string[]): Promise<Set<string>> {
    return keys.length === 0 ? new Set() : missingKeys(this.db, type, keys)
  }

  /** @returns ids of the tracked things whose content differs from the content that was published last. */
  async changed(type: EventType, contents: ReadonlyMap<string, Json>): Promise<string[]> {
    const published = await lastPublishedOf(this.db, type.name, [...contents.keys()])
    const lastContents = new Map(published.map(({ tracked_id, data }) => [tracked_id, contentIn(type, data)]))
    return [...contents].flatMap(([id, content]) => {
      const last = lastContents.get(id)
      return last !== undefined && canonical(last) === canonical(content) ? [] : [id]
    })
  }

  /**
   * One page of the tracked things whose last event was not a deletion, in the order of their ids, starting again after the
   * last one. The position is a cursor in the database: two workers share one walk instead of repeating each other's.
   *
   * @param limit how many tracked things are read.
   * @returns the ids, and `done`, which moves the cursor behind them: call it when the page was processed.
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

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { idAt } from "../core/ulid-time"
import type { WebhookDeliveryRow } from "../models/webhook-delivery"
import type { WebhookEventRow } from "../models/webhook-event"
import { rowsOf, type Db } from "./db"

/** The tables that grow with every event. Ids begin with the time, so the primary key gives the order and the range. */
const LOGS = {
  webhook_delivery: { prefix: "dlv", searched: ["id", "subject", "event_id"] },
  webhook_event: { prefix: "evt", searched: ["id", "subject"] },
} as const satisfies Record<keyof LogTables, unknown>

export interface LogTables {
  webhook_delivery: WebhookDeliveryRow
  webhook_event: WebhookEventRow
}

/** Filters and position of one page. */
export interface LogPage {
  /** By column: the value, or a list of which one has to match. */
  equal: Record<string, string | readonly string[] | undefined>
  created_at?: { $gt?: Date; $gte?: Date; $lt?: Date; $lte?: Date } | undefined
  /** Search: an exact id, of any kind. */
  q?: string | undefined
  newestFirst: boolean
  limit: number
  offset: number
}

/** When Postgres estimates more rows than this, they are not counted: counting would cost many times what the page costs. */
const EXACT_COUNT = 10_000
/** Counting stops here, for estimates that were far too low. */
const MOST_COUNTED = 10 * EXACT_COUNT

/** One page. */
export interface LogRows<Row> {
  rows: Row[]
  count: number
  /** Whether `count` is Postgres's estimate; it is never less than the rows up to this page. */
  countIsEstimate: boolean
}

/** One page of a log, and how many rows there are in all. */
export async function listLog<Table extends keyof LogTables>(
  db: Db,
  table: Table,
  page: LogPage
): Promise<LogRows<LogTables[Table]>> {
  const filtered = () => filter(db(table), table, page)
  const rows = (await filtered()
    .select("*")
    .orderBy("id", page.newestFirst ? "desc" : "asc")
    .limit(page.limit)
    .offset(page.offset)) as LogTables[Table][]
  const seenCount = page.offset + rows.length
  // The last row is on this page: its position is the count.
  const isEnd = rows.length < page.limit && (rows.length > 0 || page.offset === 0)
  if (isEnd) return { rows, count: seenCount, countIsEstimate: false }
  const { count, isEstimate } = await countOf(db, filtered())
  // A full page with an estimate that says "no more rows" would make a reader stop too soon: count at least one row more.
  const leastCount = isEstimate && rows.length > 0 ? seenCount + 1 : seenCount
  return { rows, count: Math.max(leastCount, count), countIsEstimate: isEstimate }
}

function filter(
  query: Knex.QueryBuilder,
  table: keyof typeof LOGS,
  { equal, created_at, q }: LogPage
): Knex.QueryBuilder {
  const { prefix, searched } = LOGS[table]
  query.whereNull("deleted_at")
  for (const [column, value] of Object.entries(equal)) {
    if (value !== undefined) query.whereIn(column, typeof value === "string" ? [value] : [...value])
  }
  // The time in an id has milliseconds: "later than" begins with the next one.
  const next = (at: Date) => new Date(at.getTime() + 1)
  if (created_at?.$gte) query.where("id", ">=", idAt(prefix, created_at.$gte))
  if (created_at?.$gt) query.where("id", ">=", idAt(prefix, next(created_at.$gt)))
  if (created_at?.$lt) query.where("id", "<", idAt(prefix, created_at.$lt))
  if (created_at?.$lte) query.where("id", "<", idAt(prefix, next(created_at.$lte)))
  if (q) query.where((any) => searched.forEach((column) => void any.orWhere(column, q)))
  return query
}

async function countOf(db: Db, filtered: Knex.QueryBuilder): Promise<{ count: number; isEstimate: boolean }> {
  const { sql, bindings } = filtered.select(db.raw("1")).toSQL()
  const values = bindings as Knex.RawBinding[]
  const [plan] = await rowsOf<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    db,
    `EXPLAIN (FORMAT JSON) ${sql}`,
    values
  )
  const estimatedCount = Math.round(plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0)
  if (estimatedCount > EXACT_COUNT) return { count: estimatedCount, isEstimate: true }
  const [exact] = await rowsOf<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM (${sql} LIMIT ${MOST_COUNTED}) counted`,
    values
  )
  const count = exact?.count ?? 0
  return { count, isEstimate: count === MOST_COUNTED }
}

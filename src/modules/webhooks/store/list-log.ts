import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { idAt } from "../core/ulid-time"
import type { WebhookDeliveryRow } from "../models/webhook-delivery"
import type { WebhookEventRow } from "../models/webhook-event"
import { rowsOf, type Db } from "./db"

/** The tables that grow with every event. Ids begin with the time, so the primary key orders and bounds them. */
const LOGS = {
  webhook_delivery: { prefix: "dlv", searched: ["id", "subject", "event_id"] },
  webhook_event: { prefix: "evt", searched: ["id", "subject"] },
} as const satisfies Record<keyof LogTables, unknown>

export interface LogTables {
  webhook_delivery: WebhookDeliveryRow
  webhook_event: WebhookEventRow
}

export interface LogPage {
  /** Column → the value, or any of the values. */
  equal: Record<string, string | readonly string[] | undefined>
  created_at?: { $gt?: Date; $gte?: Date; $lt?: Date; $lte?: Date } | undefined
  /** An id of any kind, exact. */
  q?: string | undefined
  newestFirst: boolean
  limit: number
  offset: number
}

/** More than this, by Postgres's own estimate, is not counted: counting would cost many times what the page costs. */
const EXACT_COUNT = 10_000
/** Where the estimate was far too low, counting stops here. */
const MOST_COUNTED = 10 * EXACT_COUNT

export interface LogRows<Row> {
  rows: Row[]
  count: number
  /** Whether `count` is Postgres's guess: near the truth, and never below what was seen so far. */
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
  // The end is on this page: nothing needs counting, and no estimate can be wrong.
  const isEnd = rows.length < page.limit && (rows.length > 0 || page.offset === 0)
  if (isEnd) return { rows, count: seenCount, countIsEstimate: false }
  const { count, isEstimate } = await countOf(db, filtered())
  // A full page with an estimate that says "no more" would end a reader's walk too soon: one more page costs nothing.
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
  // Ids know milliseconds: "later than" begins with the next one.
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

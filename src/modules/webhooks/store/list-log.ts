import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { idAt } from "../core/ulid-time"
import type { WebhookDeliveryRow } from "../models/webhook-delivery"
import type { WebhookEventRow } from "../models/webhook-event"
import { rowsOf, type Db } from "./db"

/** The tables that grow with every event. Ids begin with the time, so the primary key orders and bounds them. */
const LOGS = {
  webhook_delivery: { prefix: "dlv", searched: ["id", "subject", "event_id"] },
  webhook_event: { prefix: "evt", searched: ["id", "subject"] },
} as const satisfies Record<keyof LogRows, unknown>

export interface LogRows {
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

/** One page of a log, and how many rows there are in all. */
export async function listLog<Table extends keyof LogRows>(
  db: Db,
  table: Table,
  page: LogPage
): Promise<{ rows: LogRows[Table][]; count: number }> {
  const filtered = () => filter(db(table), table, page)
  const rows = (await filtered()
    .select("*")
    .orderBy("id", page.newestFirst ? "desc" : "asc")
    .limit(page.limit)
    .offset(page.offset)) as LogRows[Table][]
  const seenCount = page.offset + rows.length
  // The end is on this page: nothing needs counting, and no estimate can be wrong.
  const isEnd = rows.length < page.limit && (rows.length > 0 || page.offset === 0)
  return { rows, count: isEnd ? seenCount : Math.max(seenCount, await countOf(db, filtered())) }
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

async function countOf(db: Db, filtered: Knex.QueryBuilder): Promise<number> {
  const { sql, bindings } = filtered.select(db.raw("1")).toSQL()
  const values = bindings as Knex.RawBinding[]
  const [plan] = await rowsOf<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    db,
    `EXPLAIN (FORMAT JSON) ${sql}`,
    values
  )
  const estimatedCount = Math.round(plan?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0)
  if (estimatedCount > EXACT_COUNT) return estimatedCount
  const [exact] = await rowsOf<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM (${sql} LIMIT ${10 * EXACT_COUNT}) counted`,
    values
  )
  return exact?.count ?? 0
}

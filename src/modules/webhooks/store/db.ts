import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction the caller opened: every statement here runs in either. */
export type Db = Knex

/** Rows of one statement. The types are the statement's own promise; Postgres is asked for exactly these columns. */
export async function rowsOf<T>(db: Db, sql: string, bindings: readonly Knex.RawBinding[]): Promise<T[]> {
  const result = (await db.raw(sql, [...bindings])) as { rows: T[] }
  return result.rows
}

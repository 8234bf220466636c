import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction the caller opened: every statement here runs in either. */
export type Db = Knex

/** Rows of one statement. The types are the statement's own promise; Postgres is asked for exactly these columns. */
export async function rowsOf<T>(db: Db, sql: string, bindings: readonly Knex.RawBinding[]): Promise<T[]> {
  const result = (await withoutBindings(() => db.raw(sql, [...bindings]))) as { rows: T[] }
  return result.rows
}

/** knex puts the statement with all its values in front of what Postgres said: payloads and sealed secrets, in every log. */
export async function withoutBindings<T>(statement: () => PromiseLike<T>): Promise<T> {
  try {
    return await statement()
  } catch (error) {
    if (error instanceof Error) {
      const said = error.message.lastIndexOf(" - ")
      if (said >= 0) error.message = error.message.slice(said + " - ".length)
      error.stack = `${error.name}: ${error.message}`
    }
    throw error
  }
}

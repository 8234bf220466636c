import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction that the caller opened: every statement runs in either. */
export type Db = Knex

/** Runs one statement. @returns its rows; `T` has to list exactly the columns that the statement selects. */
export async function rowsOf<T>(db: Db, sql: string, bindings: readonly Knex.RawBinding[]): Promise<T[]> {
  const result = (await withoutBindings(() => db.raw(sql, [...bindings]))) as { rows: T[] }
  return result.rows
}

/** Shortens the error of a statement to Postgres's own message: knex puts the statement with all its values in front of it, and payloads would reach the log. */
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

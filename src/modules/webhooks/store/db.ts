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

/** SQLSTATE classes of values that Postgres refuses: data exceptions, and broken constraints. */
const REFUSAL = /^2[23][0-9A-Z]{3}$/

/**
 * The SQLSTATE of an error that says that a value can't be written: trying again changes nothing. `null` for all others, such
 * as those of a database that is away.
 */
export function refusalCodeOf(error: unknown): string | null {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null
  return typeof code === "string" && REFUSAL.test(code) ? code : null
}

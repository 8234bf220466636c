import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** The pool, or a transaction that the caller opened: every statement runs in either. */
export type Db = Knex

/** As the driver hands a row over: instants are `Date`s, or strings where a type parser leaves them as Postgres wrote them. */
export type RecordOf<Row> = {
  [Field in keyof Row]: Date extends Row[Field] ? Row[Field] | string : Row[Field]
}

/** Runs one statement. @returns its rows; `T` has to list exactly the columns that the statement selects. */
export async function rowsOf<T>(db: Db, sql: string, bindings: readonly unknown[]): Promise<T[]> {
  const { rows } = await db.raw<{ rows: T[] }>(sql, [...bindings] as Knex.RawBinding[])
  return rows
}

/** Runs a statement that answers one row. */
export async function rowOf<T>(db: Db, sql: string, bindings: readonly unknown[]): Promise<T> {
  return (await rowsOf<T>(db, sql, bindings))[0] as T
}

/** The row with its instants as `Date`s: `fields` are those that hold one, or null. */
export function dated<Row extends object>(record: RecordOf<Row>, fields: readonly (keyof Row)[]): Row {
  const instants = fields.map((field) => [
    field,
    record[field] === null ? null : new Date(record[field] as string | Date),
  ])
  return { ...record, ...Object.fromEntries(instants) } as Row
}

/** `?, ?, ?` for a list of values. */
export function placeholders(values: readonly unknown[]): string {
  return values.map(() => "?").join(", ")
}

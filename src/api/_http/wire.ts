/** A value as a caller gets it: JSON has no `Date`, an instant arrives as ISO 8601 text. */
export type OverTheWire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? OverTheWire<Item>[]
    : T extends object
      ? { [Key in keyof T]: OverTheWire<T[Key]> }
      : T

/** Beside the rows of a list. */
export interface Page {
  /** Of all rows, not of this page's. */
  count: number
  offset: number
  limit: number
}

/** Beside the rows of a log, which may be too long to be counted. */
export interface LogPage extends Page {
  /** Whether `count` is Postgres's guess. */
  count_is_estimate: boolean
}

/** The answer of a DELETE. */
export interface Deleted<Kind extends string> {
  id: string
  object: Kind
  deleted: true
}

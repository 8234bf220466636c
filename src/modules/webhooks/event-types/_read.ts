import { MedusaError } from "@medusajs/framework/utils"
import type { Row } from "../event-type"

/** Readers of `query.graph` rows: dates may be Date or text, amounts may be BigNumber objects, relations may be absent. */

/** @returns the text. @throws MedusaError UNEXPECTED_STATE for anything else. */
export function text(value: unknown): string {
  if (typeof value !== "string") throw unexpected("a text", typeof value)
  return value
}

/** @returns the text; `null` for an empty one and for anything else. */
export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

/**
 * Reads a number as Medusa gives it: a number, its digits as a text, or a BigNumber. Never falls back to 0: a partner would
 * get a signed event about an order that costs nothing.
 * @throws MedusaError UNEXPECTED_STATE for anything that is not a finite number.
 */
export function number(value: unknown): number {
  const read = typeof value === "number" ? value : numberOf(value)
  if (!Number.isFinite(read)) throw unexpected("a number", JSON.stringify(value) ?? typeof value)
  return read
}

const DIGITS = /^[+-]?(\d+([.]\d*)?|[.]\d+)(e[+-]?\d+)?$/i

function numberOf(value: unknown): number {
  if (typeof value === "string") return DIGITS.test(value) ? Number(value) : Number.NaN
  if (value === null || typeof value !== "object") return Number.NaN
  // A BigNumber has its number under `numeric`; its stored form holds the digits under `value`.
  const { numeric, value: digits } = value as { numeric?: unknown; value?: unknown }
  return typeof numeric === "number" ? numeric : numberOf(digits)
}

/** @returns an instant as ISO 8601 in UTC. @throws MedusaError UNEXPECTED_STATE when it is no date. */
export function instant(value: unknown): string {
  return at(value).toISOString()
}

/** @returns an instant as ISO 8601 in UTC; `null` for `null` and `undefined`. @throws MedusaError UNEXPECTED_STATE when it is no date. */
export function instantOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : instant(value)
}

/** @returns an instant as a Date. @throws MedusaError UNEXPECTED_STATE when it is no date. */
export function at(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(String(value))
  if (Number.isNaN(date.getTime())) throw unexpected("an instant", String(value))
  return date
}

/** @returns the rows of a to-many relation; none where the relation is absent. */
export function rows(value: unknown): Row[] {
  return Array.isArray(value) ? (value.filter((item) => item !== null && typeof item === "object") as Row[]) : []
}

/** @returns the row of a to-one relation (or the first of a to-many one); `null` where the relation is absent. */
export function rowOrNull(value: unknown): Row | null {
  const one = Array.isArray(value) ? value[0] : value
  return one !== null && typeof one === "object" ? (one as Row) : null
}

/** @returns a filter for the id that nearly every Medusa event carries; `null` where it carries none. */
export function byId(announced: Record<string, unknown>): { id: string } | null {
  return typeof announced.id === "string" ? { id: announced.id } : null
}

function unexpected(wanted: string, got: string): MedusaError {
  return new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `expected ${wanted} in the shop's row, got ${got}`)
}

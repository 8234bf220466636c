import { MedusaError } from "@medusajs/framework/utils"
import type { Row } from "../event-type"

/** Readers of `query.graph` rows: dates may be Date or text, amounts may be BigNumber objects, relations may be absent. */

export function text(value: unknown): string {
  if (typeof value !== "string") throw unexpected("a text", typeof value)
  return value
}

export function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

/**
 * A number as Medusa gives it: a number, its digits as a text, or a BigNumber. What can't be read is an error: a 0 in its
 * place would tell a partner, signed, that an order costs nothing.
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
  // A BigNumber says its number; its stored form holds the digits under `value`.
  const { numeric, value: digits } = value as { numeric?: unknown; value?: unknown }
  return typeof numeric === "number" ? numeric : numberOf(digits)
}

/** ISO 8601, UTC. */
export function instant(value: unknown): string {
  return at(value).toISOString()
}

export function instantOrNull(value: unknown): string | null {
  return value === null || value === undefined ? null : instant(value)
}

export function at(value: unknown): Date {
  const date = value instanceof Date ? value : new Date(String(value))
  if (Number.isNaN(date.getTime())) throw unexpected("an instant", String(value))
  return date
}

export function rows(value: unknown): Row[] {
  return Array.isArray(value) ? (value.filter((item) => item !== null && typeof item === "object") as Row[]) : []
}

export function rowOrNull(value: unknown): Row | null {
  const one = Array.isArray(value) ? value[0] : value
  return one !== null && typeof one === "object" ? (one as Row) : null
}

/** The announced id as a filter: what nearly every Medusa event carries. */
export function byId(announced: Record<string, unknown>): { id: string } | null {
  return typeof announced.id === "string" ? { id: announced.id } : null
}

function unexpected(wanted: string, got: string): MedusaError {
  return new MedusaError(MedusaError.Types.UNEXPECTED_STATE, `expected ${wanted} in the shop's row, got ${got}`)
}

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

/** Amounts in major units, as Medusa shows them. */
export function amount(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
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

import { z } from "@medusajs/framework/zod"
import { instant as instantText, text } from "../../modules/webhooks/core/fields"
import { InvalidInput } from "../../modules/webhooks/invalid-input"

/** An id, a name or another word that a list is filtered by. */
export const filterText = text(255)

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 200
/** Beyond, Postgres would read and drop that many rows for one page. */
const MAX_OFFSET = 100_000

/** Several values of one filter: `status=a&status=b`, `status[]=a`, or one. */
export function oneOrMore<T extends z.ZodType>(item: T) {
  return z.union([item, z.array(item).min(1).max(50)])
}

const instant = instantText.transform((at) => new Date(at))

/** `created_at[gte]=2026-01-01T00:00:00Z`: as Medusa's own lists take it. */
export const instantRange = z
  .strictObject({ gt: instant.optional(), gte: instant.optional(), lt: instant.optional(), lte: instant.optional() })
  .transform((range): { $gt?: Date; $gte?: Date; $lt?: Date; $lte?: Date } =>
    Object.fromEntries(Object.entries(range).flatMap(([key, at]) => (at ? [[`$${key}`, at]] : [])))
  )

/** Query parameters of a list. @param filters the list's own; @param orderable columns that have an index. */
export function listQuery<F extends z.ZodRawShape>(filters: F, orderable: [string, ...string[]]) {
  return z.strictObject({
    ...filters,
    limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
    offset: z.coerce.number().int().min(0).max(MAX_OFFSET).default(0),
    order: z
      .string()
      .refine(
        (order) => orderable.includes(order.replace(/^-/, "")),
        `must be one of ${orderable.join(", ")}, with - for descending`
      )
      .optional(),
    fields: z.string().max(1_000).optional(),
    q: text(200).optional(),
  })
}

export const retrieveQuery = z.strictObject({ fields: z.string().max(1_000).optional() })

export interface ListQuery {
  limit: number
  offset: number
  order?: string
  fields?: string
  q?: string
}

/** What the generated `listAndCount…` takes. Ids are ULIDs: newest first is descending by id. */
export function listConfig({ limit, offset, order = "-id" }: ListQuery) {
  const column = order.replace(/^-/, "")
  // Ids begin with the time: the primary key serves this order, an index on created_at is not needed.
  const by = column === "created_at" ? "id" : column
  return { take: limit, skip: offset, order: { [by]: order.startsWith("-") ? "DESC" : "ASC" } }
}

/** Logs are ordered by time, newest first unless asked otherwise. */
export function isNewestFirst(order: string | undefined): boolean {
  return order === undefined || order.startsWith("-")
}

/**
 * `fields` as Medusa understands it: names keep only those (and `id`), `-name` leaves one out, `+name` is there anyway.
 * The type stays the whole view's: who asks for some fields knows that the others are not there.
 * @throws InvalidInput for a field the view does not have.
 */
export function pickFields<T extends object>(view: T, fields: string | undefined): T {
  if (!fields) return view
  const wanted = fields
    .split(",")
    .map((field) => field.trim())
    .filter(Boolean)
  const unknown = wanted.map((field) => field.replace(/^[+-]/, "")).find((field) => !(field in view))
  if (unknown !== undefined)
    throw InvalidInput.ofField({ path: ["fields"], code: "unknown_field", message: `"${unknown}" is not a field` })
  const kept = new Set(wanted.filter((field) => !/^[+-]/.test(field)))
  const leftOut = new Set(wanted.filter((field) => field.startsWith("-")).map((field) => field.slice(1)))
  return Object.fromEntries(
    Object.entries(view).filter(([key]) => !leftOut.has(key) && (kept.size === 0 || kept.has(key) || key === "id"))
  ) as T
}

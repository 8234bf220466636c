import type { Establishment } from "../core/establishment"
import { dated, placeholders, rowOf, rowsOf, type Db, type RecordOf } from "./rows"

const INSTANTS = [
  ...(["required_at", "established_at", "expires_at", "notice_at", "revoked_at", "lifted_at"] as const),
  ...(["created_at", "updated_at"] as const),
]
/** What a change may change. */
const CHANGEABLE = [
  ...(["status", "required_at", "open_appointment_id", "established_at", "expires_at", "notice_at"] as const),
  ...(["provider_id", "appointment_id", "revoked_at", "revoked_reason", "lifted_at", "updated_at"] as const),
]
const FIELDS = ["id", "customer_id", "region_code", "created_at", ...CHANGEABLE] as const
/** Named, so that a later column does not leak into answers. */
export const ESTABLISHMENT_COLUMNS = FIELDS.join(", ")

/** The row as `core/` takes it. Also right for what the generated `list` and `retrieve` answer. */
export function establishmentOf(record: RecordOf<Establishment>): Establishment {
  const known = Object.fromEntries(FIELDS.map((field) => [field, record[field]])) as RecordOf<Establishment>
  return dated<Establishment>(known, INSTANTS)
}

/**
 * Writes the row, or answers the live one the customer already has in that region, untouched. Either way the row is locked
 * until the transaction ends, so a concurrent caller waits here and then sees the row as this caller left it. The answer's
 * `id` shows whether the row is new.
 *
 * `do update` of a column to itself, not `do nothing`: it answers the row that is in the way, locked. With `do nothing` and
 * a `select … for update` after it, a row soft-deleted between the two would leave neither.
 */
export async function insertOrLock(trx: Db, fresh: Establishment): Promise<Establishment> {
  const sql = `
    INSERT INTO customer_region_establishment (${ESTABLISHMENT_COLUMNS}) VALUES (${placeholders(FIELDS)})
    ON CONFLICT (customer_id, region_code) WHERE deleted_at IS NULL DO UPDATE SET customer_id = excluded.customer_id
    RETURNING ${ESTABLISHMENT_COLUMNS}`
  return establishmentOf(
    await rowOf(
      trx,
      sql,
      FIELDS.map((field) => fresh[field])
    )
  )
}

/** The live row of a customer in a region, locked; `null` when there is none. */
export async function lockEstablishment(
  trx: Db,
  { customer_id, region_code }: Pick<Establishment, "customer_id" | "region_code">
): Promise<Establishment | null> {
  const sql = `SELECT ${ESTABLISHMENT_COLUMNS} FROM customer_region_establishment
    WHERE customer_id = ? AND region_code = ? AND deleted_at IS NULL FOR UPDATE`
  const [found] = await rowsOf<RecordOf<Establishment>>(trx, sql, [customer_id, region_code])
  return found ? establishmentOf(found) : null
}

/** Overwrites a row that the transaction holds locked. @param withdrawn when nothing is known any more: deleted softly. */
export async function saveEstablishment(trx: Db, row: Establishment, withdrawn: boolean): Promise<void> {
  const set = CHANGEABLE.map((field) => `${field} = ?`).join(", ")
  await rowsOf(trx, `UPDATE customer_region_establishment SET ${set}, deleted_at = ? WHERE id = ?`, [
    ...CHANGEABLE.map((field) => row[field]),
    withdrawn ? row.updated_at : null,
    row.id,
  ])
}

/** Rows whose end has passed, oldest end first, locked; rows that another process holds are left to it. */
export async function lockExpired(trx: Db, now: Date, limit: number): Promise<Establishment[]> {
  const sql = `SELECT ${ESTABLISHMENT_COLUMNS} FROM customer_region_establishment
    WHERE status = 'established' AND expires_at IS NOT NULL AND deleted_at IS NULL AND expires_at <= ?
    ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED`
  return (await rowsOf<RecordOf<Establishment>>(trx, sql, [now, limit])).map(establishmentOf)
}

/** Rows whose end has to be announced now, locked. The notice is taken off them: it is given once. */
export async function takeNotices(trx: Db, now: Date, limit: number): Promise<Establishment[]> {
  const sql = `UPDATE customer_region_establishment SET notice_at = NULL
    WHERE id IN (SELECT id FROM customer_region_establishment WHERE notice_at IS NOT NULL AND deleted_at IS NULL
      AND notice_at <= ? ORDER BY notice_at LIMIT ? FOR UPDATE SKIP LOCKED)
    RETURNING ${ESTABLISHMENT_COLUMNS}`
  return (await rowsOf<RecordOf<Establishment>>(trx, sql, [now, limit])).map(establishmentOf)
}

/** The establishments of a customer in a list of regions, not locked. */
export async function establishmentsIn(
  db: Db,
  customerId: string,
  regionCodes: readonly string[]
): Promise<Establishment[]> {
  const sql = `SELECT ${ESTABLISHMENT_COLUMNS} FROM customer_region_establishment
    WHERE customer_id = ? AND region_code = ANY(?) AND deleted_at IS NULL`
  return (await rowsOf<RecordOf<Establishment>>(db, sql, [customerId, regionCodes])).map(establishmentOf)
}

/** A page of the rows in a country that wait for a verification, by id. */
export async function waitingIn(db: Db, country: string, after: string, limit: number): Promise<Establishment[]> {
  const sql = `SELECT ${ESTABLISHMENT_COLUMNS} FROM customer_region_establishment
    WHERE (region_code = ? OR region_code LIKE ?) AND required_at IS NOT NULL AND status IN ('required', 'scheduled')
      AND id > ? AND deleted_at IS NULL ORDER BY id LIMIT ?`
  const bindings = [country, `${country}-%`, after, limit]
  return (await rowsOf<RecordOf<Establishment>>(db, sql, bindings)).map(establishmentOf)
}

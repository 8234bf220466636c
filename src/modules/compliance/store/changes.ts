import { monotonicFactory } from "ulid"
import type { Change } from "../core/announcement"
import type { Cause } from "../core/cause"
import type { Establishment } from "../core/establishment"
import { rowsOf, type Db } from "./rows"

/** Two lines of one millisecond stay in the order in which they were written. */
const ulid = monotonicFactory()

/** Adds a line to the history of an establishment. */
export async function recordChange(
  trx: Db,
  change: Change,
  row: Establishment,
  cause: Cause,
  consultationId: string | null
): Promise<void> {
  await rowsOf(
    trx,
    `INSERT INTO establishment_change (id, establishment_id, customer_id, region_code, from_status, to_status, at, cause,
       cause_id, reason, established_at, expires_at, provider_id, appointment_id, consultation_id, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[`ech_${ulid()}`, row.id, row.customer_id, row.region_code, change.from, change.to],
      ...[row.updated_at, cause.kind, cause.id, cause.reason ?? null, row.established_at, row.expires_at],
      ...[
        row.provider_id,
        row.open_appointment_id ?? row.appointment_id,
        consultationId,
        row.updated_at,
        row.updated_at,
      ],
    ]
  )
}

/** Deletes lines that are older than the shop keeps them. @returns how many. */
export async function deleteChangesBefore(db: Db, before: Date, limit: number): Promise<number> {
  return db.transaction(async (trx) => {
    await allowChangesOfHistory(trx)
    const sql = `DELETE FROM establishment_change WHERE id IN (SELECT id FROM establishment_change WHERE at < ? LIMIT ?) RETURNING id`
    return (await rowsOf(trx, sql, [before, limit])).length
  })
}

/**
 * Lets this transaction change the history, which the trigger `establishment_change_is_final` refuses everywhere else:
 * retention and the anonymising of a deleted customer, nothing more.
 */
export async function allowChangesOfHistory(trx: Db): Promise<void> {
  await rowsOf(trx, "SELECT set_config('compliance.may_change_history', 'on', true)", [])
}

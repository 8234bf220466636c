import type { Consultation } from "../core/consultation"
import { dated, placeholders, rowOf, rowsOf, type Db, type RecordOf } from "./rows"

const INSTANTS = [
  ...(["scheduled_for", "booked_at", "cancelled_at", "completed_at", "created_at", "updated_at"] as const),
]
const CHANGEABLE = [
  ...(["customer_id", "region_code", "region_origin", "provider_id", "scheduled_for", "booked_at"] as const),
  ...(["cancelled_at", "completed_at", "duration_minutes", "first_message_id", "completed_message_id"] as const),
  "updated_at" as const,
]
const FIELDS = ["id", "source", "appointment_id", "created_at", ...CHANGEABLE] as const
const COLUMNS = FIELDS.join(", ")

/** The row as `core/` takes it. */
export function consultationOf(record: RecordOf<Consultation>): Consultation {
  const known = Object.fromEntries(FIELDS.map((field) => [field, record[field]])) as RecordOf<Consultation>
  return dated<Consultation>(known, INSTANTS)
}

/** Writes the row, or answers the one that the appointment already has. Either way it is locked until the transaction ends. */
export async function insertOrLockConsultation(trx: Db, fresh: Consultation): Promise<Consultation> {
  const sql = `INSERT INTO consultation (${COLUMNS}) VALUES (${placeholders(FIELDS)})
    ON CONFLICT (source, appointment_id) DO UPDATE SET source = excluded.source RETURNING ${COLUMNS}`
  return consultationOf(
    await rowOf(
      trx,
      sql,
      FIELDS.map((field) => fresh[field])
    )
  )
}

/** Overwrites a row that the transaction holds locked. */
export async function saveConsultation(trx: Db, row: Consultation): Promise<void> {
  const set = CHANGEABLE.map((field) => `${field} = ?`).join(", ")
  await rowsOf(trx, `UPDATE consultation SET ${set} WHERE id = ?`, [...CHANGEABLE.map((field) => row[field]), row.id])
}

/** The next appointment of a customer in a region that is still to come, by the EMR's id. */
export async function openAppointmentOf(trx: Db, customerId: string, regionCode: string): Promise<string | null> {
  const sql = `SELECT appointment_id FROM consultation
    WHERE customer_id = ? AND region_code = ? AND deleted_at IS NULL AND scheduled_for IS NOT NULL AND completed_at IS NULL
      AND (cancelled_at IS NULL OR booked_at > cancelled_at) ORDER BY scheduled_for, id LIMIT 1`
  const [found] = await rowsOf<{ appointment_id: string }>(trx, sql, [customerId, regionCode])
  return found?.appointment_id ?? null
}

import { rowsOf, type Db } from "./db"

/** A new delivery. */
export interface DeliveryRow {
  id: string
  event_id: string
  subscription_id: string
  event_type: string
  subject: string | null
  format: string
  api_version: string
  /** When the first attempt is due, ISO 8601. */
  next_retry_at: string
  /** JSON texts of the projection, where it differs from the event; else `null`. */
  data: string | null
  previous: string | null
}

/** Writes new deliveries in one statement; none for an empty list. */
export async function insertDeliveries(db: Db, deliveries: readonly DeliveryRow[]): Promise<void> {
  if (deliveries.length === 0) return
  await rowsOf(
    db,
    `INSERT INTO webhook_delivery (id, event_id, subscription_id, event_type, subject, format, api_version, status, attempts, next_retry_at, data, previous)
     SELECT id, event_id, subscription_id, event_type, subject, format, api_version, 'pending', 0, next_retry_at, data, previous
     FROM json_to_recordset(?::json) AS d(id text, event_id text, subscription_id text, event_type text, subject text,
       format text, api_version text, next_retry_at timestamptz, data text, previous text)`,
    [JSON.stringify(deliveries)]
  )
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { idAt } from "../core/ulid-time"
import { rowsOf, type Db } from "./db"

/** Which messages are to be processed again. Only failed and quarantined ones are; all the given conditions have to hold. */
export interface ReprocessSelection {
  ids?: readonly string[] | undefined
  source_id?: readonly string[] | undefined
  status?: readonly string[] | undefined
  cause?: readonly string[] | undefined
  kind?: readonly string[] | undefined
  waits_for?: readonly string[] | undefined
  created_at?: { $gt?: Date; $gte?: Date; $lt?: Date; $lte?: Date } | undefined
}

/** Messages that one statement changes: locks stay short. */
const BATCH = 500

/** How many messages the selection holds. */
export async function countSelected(db: Db, selection: ReprocessSelection): Promise<number> {
  const row = (await selected(db, selection).count<{ count: string }[]>("id as count"))[0]
  return Number(row?.count ?? 0)
}

/** Makes all the selected messages due, in batches, oldest first. @returns how many. */
export async function makeSelectedDue(db: Db, selection: ReprocessSelection, now: Date): Promise<number> {
  let total = 0
  let afterId = ""
  for (;;) {
    const batch = (await selected(db, selection).where("id", ">", afterId).orderBy("id").limit(BATCH).select("id")) as {
      id: string
    }[]
    const last = batch.at(-1)
    if (!last) return total
    const changed = await rowsOf(
      db,
      `UPDATE webhook_inbound_message SET status = 'received', faults = 1, next_try_at = ?, updated_at = now()
       WHERE id = ANY(?) AND status IN ('failed', 'quarantined') RETURNING id`,
      [now, batch.map(({ id }) => id) as unknown as string]
    )
    total += changed.length
    afterId = last.id
  }
}

function selected(db: Db, { ids, created_at, ...columns }: ReprocessSelection): Knex.QueryBuilder {
  const query = db("webhook_inbound_message").whereNull("deleted_at").whereIn("status", ["failed", "quarantined"])
  if (ids) query.whereIn("id", [...ids])
  for (const [column, values] of Object.entries(columns)) if (values) query.whereIn(column, [...values])
  // A workflow may hand an instant on as text. The time in an id has milliseconds: "later than" begins with the next one.
  const from = (at: Date, laterMs: number) => idAt("inb", new Date(new Date(at).getTime() + laterMs))
  if (created_at?.$gte) query.where("id", ">=", from(created_at.$gte, 0))
  if (created_at?.$gt) query.where("id", ">=", from(created_at.$gt, 1))
  if (created_at?.$lt) query.where("id", "<", from(created_at.$lt, 0))
  if (created_at?.$lte) query.where("id", "<", from(created_at.$lte, 1))
  return query
}

import { bounded } from "./bounded"
import { rowsOf, type Db } from "./db"

/** The channel of LISTEN and NOTIFY. */
export const WAKEUP_CHANNEL = "medusa_webhooks_due"

/** Milliseconds for one of these statements, once it has a connection. A wake-up that takes longer is worth no more than the sweep. */
const STATEMENT_MS = 2_000

/**
 * Wakes every process that listens, and every one that polls: both in one statement, because neither knows of the other.
 * The sequence is no part of the transaction, and need not be: this is called after the commit of what is due.
 *
 * @param payload empty for a wake-up; anything else is for one process that knows it.
 * @throws DatabaseTimeout; the database's error.
 */
export async function notifyWakeup(db: Db, payload: string): Promise<void> {
  await bounded(db, STATEMENT_MS, (on) =>
    rowsOf(on, "SELECT pg_notify(?, ?), nextval('webhook_wakeup')", [WAKEUP_CHANNEL, payload])
  )
}

/** Wakes every process that polls. @throws DatabaseTimeout; the database's error. */
export async function drawWakeup(db: Db): Promise<void> {
  await bounded(db, STATEMENT_MS, (on) => rowsOf(on, "SELECT nextval('webhook_wakeup')", []))
}

/** How many wake-ups there were, as text: another text means another one. @throws DatabaseTimeout; the database's error. */
export async function wakeupCount(db: Db): Promise<string> {
  const rows = await bounded(db, STATEMENT_MS, (on) =>
    // Before the first draw, `last_value` is what the first draw gives.
    rowsOf<{ count: string }>(on, "SELECT last_value + is_called::int AS count FROM webhook_wakeup", [])
  )
  return rows[0]!.count
}

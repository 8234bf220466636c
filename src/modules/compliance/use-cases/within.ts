import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Announcement } from "../core/announcement"
import type { Cause } from "../core/cause"
import type { Establishment } from "../core/establishment"

/** Where a change happens, when, and why. */
export interface Within {
  /** Stays the caller's to commit: an event written in it is stored with the change or not at all. Keep it short: rows stay locked. */
  transaction: Knex.Transaction
  /** Becomes `updated_at` of what is written. */
  now: Date
  cause: Cause
}

/** What became of a change. */
export interface Outcome {
  /** As it is now; `null` where there is none. */
  establishment: Establishment | null
  /** Publish these in the same transaction. Empty when nothing changed that anybody waits for. */
  announcements: Announcement[]
}

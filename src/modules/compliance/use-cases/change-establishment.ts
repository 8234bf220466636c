import { generateEntityId } from "@medusajs/framework/utils"
import type { Cause } from "../core/cause"
import { announcementsOf, changeOf, settled, type Announcement } from "../core/announcement"
import {
  isHeld,
  NO_FACTS,
  type Establishment,
  type EstablishmentFacts,
  type RevocationEnd,
} from "../core/establishment"
import { recordChange } from "../store/changes"
import { insertOrLock, lockEstablishment, saveEstablishment } from "../store/establishments"
import type { Outcome, Within } from "./within"

/** Whoever comes to a row whose end has passed: it is the end that changed it. */
const END: Cause = { kind: "job", id: "compliance-expire-establishments" }

/** A change of one establishment. */
export interface EstablishmentChangeInput {
  where: Pick<Establishment, "customer_id" | "region_code">
  /** The facts after the change; the given ones themselves when nothing changes. */
  change(row: Establishment): EstablishmentFacts
  /** Whether a customer without one gets one. */
  create: boolean
  consultation_id?: string | null
}

/**
 * The one way in which an establishment changes: locks the row, writes the new facts, the status that follows from them and
 * a line of the history, and says what has to be published. An end that passed unnoticed is written first, as the job would.
 */
export async function changeEstablishment(
  { where, change, create, consultation_id = null }: EstablishmentChangeInput,
  within: Within,
  revocationEnd: RevocationEnd
): Promise<Outcome> {
  const { transaction, now } = within
  const { customer_id, region_code } = where
  const id = generateEntityId(undefined, "est")
  const fresh: Establishment = {
    ...{ ...NO_FACTS, id, customer_id, region_code, status: "required", created_at: now, updated_at: now },
  }
  const row = create ? await insertOrLock(transaction, fresh) : await lockEstablishment(transaction, where)
  if (!row) return { establishment: null, announcements: [] }
  if (row.id === id) return write(null, row, change(row), within.cause)
  const ended = await write(row, row, row, END)
  const current = ended.establishment ?? row
  const facts = change(current)
  if (facts === current) return ended
  const changed = await write(current, current, facts, within.cause)
  return { ...changed, announcements: [...ended.announcements, ...changed.announcements] }

  async function write(
    before: Establishment | null,
    from: Establishment,
    facts: EstablishmentFacts,
    cause: Cause
  ): Promise<Outcome> {
    const next = settled({ ...from, ...facts }, now, revocationEnd)
    const line = changeOf(before, next)
    if (!line) return { establishment: before, announcements: [] }
    await saveEstablishment(transaction, next, !isHeld(next))
    await recordChange(transaction, line, next, cause, consultation_id)
    return { establishment: isHeld(next) ? next : null, announcements: announced(before, next) }
  }
}

/** Nobody waits for news of a row that is withdrawn. */
function announced(before: Establishment | null, after: Establishment): Announcement[] {
  return isHeld(after) ? announcementsOf(before, after) : []
}

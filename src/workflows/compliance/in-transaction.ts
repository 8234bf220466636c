import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Announcement } from "../../modules/compliance/core/announcement"
import type { Cause } from "../../modules/compliance/core/cause"
import type { Within } from "../../modules/compliance/use-cases/within"
import { webhooksOf } from "../webhooks-of"
import { publishAnnouncements } from "./publish-announcements"

/**
 * Runs a change of establishments, publishes what it announces, and commits both together; then the engine is woken.
 * @param change what it answers has the announcements.
 */
export async function changeInTransaction<Result extends { announcements: readonly Announcement[] }>(
  container: MedusaContainer,
  cause: Cause,
  change: (within: Within) => Promise<Result>
): Promise<Result> {
  const webhooks = webhooksOf(container)
  const now = await webhooks.now()
  const db: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const result = await db.transaction(async (transaction) => {
    const changed = await change({ transaction, now, cause })
    await publishAnnouncements(container, changed.announcements, {
      transaction,
      now,
      actor: `${cause.kind}:${cause.id}`,
    })
    return changed
  })
  if (result.announcements.length > 0) await webhooks.wake()
  return result
}

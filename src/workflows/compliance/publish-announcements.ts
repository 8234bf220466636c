import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Announcement, AnnouncementKind } from "../../modules/compliance/core/announcement"
import { isOpen, type Consultation } from "../../modules/compliance/core/consultation"
import { establishmentView } from "../../modules/compliance/core/establishment-view"
import { webhooksOf } from "../webhooks-of"

/** The event type of each announcement, written out: a search for an event type finds who publishes it. */
const EVENT_TYPES: Record<AnnouncementKind, string> = {
  requirement_created: "compliance.requirement_created",
  establishment_fulfilled: "compliance.establishment_fulfilled",
  establishment_expiring: "compliance.establishment_expiring",
  establishment_expired: "compliance.establishment_expired",
  establishment_revoked: "compliance.establishment_revoked",
}

/** Publishes what a change of an establishment announces, in the transaction of the change: both are stored, or neither. */
export async function publishAnnouncements(
  container: MedusaContainer,
  announcements: readonly Announcement[],
  { transaction, now, actor }: { transaction: Knex.Transaction; now: Date; actor?: string }
): Promise<void> {
  if (announcements.length === 0) return
  const events = announcements.map(({ kind, establishment, idempotency_key }) => ({
    type: EVENT_TYPES[kind],
    data: {
      customer_id: establishment.customer_id,
      region_code: establishment.region_code,
      // As it was when it was announced: the view of a later instant may say something else.
      establishment: establishmentView(
        establishment,
        kind === "establishment_expired" ? now : establishment.updated_at
      ),
    },
    idempotency_key,
    ...(actor ? { actor } : {}),
  }))
  await webhooksOf(container).publish(events, { transaction })
}

/** Publishes that an appointment was booked, or moved. */
export async function publishScheduling(
  container: MedusaContainer,
  consultation: Consultation,
  { transaction, actor }: { transaction: Knex.Transaction; actor: string }
): Promise<void> {
  const { id, customer_id, appointment_id, provider_id, scheduled_for, completed_at, region_code } = consultation
  const event = {
    type: "compliance.consultation_scheduled",
    data: {
      customer_id,
      appointment_id,
      provider_id,
      scheduled_for: scheduled_for?.toISOString(),
      region_code,
      status: completed_at ? "completed" : isOpen(consultation) ? "scheduled" : "cancelled",
    },
    idempotency_key: `${id}:${scheduled_for?.toISOString()}`,
    actor,
  }
  await webhooksOf(container).publish([event], { transaction })
}

import { model } from "@medusajs/framework/utils"
import { ESTABLISHMENT_STATUSES } from "../core/establishment"

/**
 * An establishment: a customer's verified status in one region. There is one live row
 * per customer and region; a later call renews it in place.
 *
 * The unique index is partial, as Medusa's indexes are (`deleted_at IS NULL`): a
 * soft-deleted row does not block a new one. The `ON CONFLICT`
 * of `store/establishments.ts` repeats that predicate and must go on doing so,
 * or Postgres finds no index for it and refuses the statement.
 */
export const CustomerRegionEstablishment = model
  .define("customer_region_establishment", {
    id: model.id({ prefix: "est" }).primaryKey(),
    /** No foreign key: the customer lives in another module. */
    customer_id: model.text().index(),
    /** ISO 3166-2 in capitals (`US-TX`), or ISO 3166-1 alpha-2 where a country is not divided (`DE`). */
    region_code: model.text(),
    /** Follows from the columns below (`core/establishment.ts`), as of the last write. */
    status: model.enum([...ESTABLISHMENT_STATUSES]).default("required"),
    required_at: model.dateTime().nullable(),
    open_appointment_id: model.text().nullable(),
    /** UTC; when the call that established the customer was completed. Kept when the establishment ends. */
    established_at: model.dateTime().nullable(),
    /** UTC; from this instant on the customer no longer counts as established. Null: no end. */
    expires_at: model.dateTime().nullable(),
    /** When the end has to be announced; null once it was. */
    notice_at: model.dateTime().nullable(),
    /** The EMR's ids, as it sent them. */
    provider_id: model.text().nullable(),
    appointment_id: model.text().nullable(),
    revoked_at: model.dateTime().nullable(),
    revoked_reason: model.text().nullable(),
    lifted_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["customer_id", "region_code"], unique: true },
    { on: ["region_code", "status"] },
    {
      name: "IDX_establishment_expiring",
      on: ["expires_at"],
      where: "status = 'established' AND expires_at IS NOT NULL AND deleted_at IS NULL",
    },
    { name: "IDX_establishment_notice", on: ["notice_at"], where: "notice_at IS NOT NULL AND deleted_at IS NULL" },
  ])

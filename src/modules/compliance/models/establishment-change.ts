import { model } from "@medusajs/framework/utils"
import { CAUSE_KINDS } from "../core/cause"
import { ESTABLISHMENT_STATUSES } from "../core/establishment"

/** A line of the history: written once, and neither changed nor deleted since (the database refuses it). */
export const EstablishmentChange = model
  .define("establishment_change", {
    id: model.id({ prefix: "ech" }).primaryKey(),
    establishment_id: model.text(),
    customer_id: model.text().index(),
    region_code: model.text(),
    /** Null: there was no row before, or none is needed any more. */
    from_status: model.enum([...ESTABLISHMENT_STATUSES]).nullable(),
    to_status: model.enum([...ESTABLISHMENT_STATUSES]).nullable(),
    at: model.dateTime(),
    cause: model.enum([...CAUSE_KINDS]),
    /** Id of the message, the user, the order, the rule; the job's name. */
    cause_id: model.text(),
    reason: model.text().nullable(),
    /** As they are after the change. */
    established_at: model.dateTime().nullable(),
    expires_at: model.dateTime().nullable(),
    provider_id: model.text().nullable(),
    appointment_id: model.text().nullable(),
    consultation_id: model.text().nullable(),
  })
  .indexes([{ on: ["establishment_id", "id"] }, { on: ["at"] }])

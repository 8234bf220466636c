import { model } from "@medusajs/framework/utils"
import { REGION_ORIGINS } from "../core/consultation"

/**
 * A consultation: one appointment of one source, for one customer, in one region. Never deleted: it is what makes a repeat
 * of an old call known, when its message is long gone.
 */
export const Consultation = model
  .define("consultation", {
    id: model.id({ prefix: "con" }).primaryKey(),
    source: model.text(),
    appointment_id: model.text().searchable(),
    customer_id: model.text().nullable(),
    region_code: model.text().nullable(),
    region_origin: model.enum([...REGION_ORIGINS]).nullable(),
    provider_id: model.text().nullable(),
    scheduled_for: model.dateTime().nullable(),
    booked_at: model.dateTime().nullable(),
    cancelled_at: model.dateTime().nullable(),
    completed_at: model.dateTime().nullable(),
    duration_minutes: model.float().nullable(),
    first_message_id: model.text().nullable(),
    completed_message_id: model.text().nullable(),
  })
  .indexes([
    // `where: null`: what is remembered stays remembered, soft-deleted or not.
    { on: ["source", "appointment_id"], unique: true, where: null as unknown as string },
    { on: ["customer_id", "region_code"] },
  ])

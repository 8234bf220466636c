import { model } from "@medusajs/framework/utils"

/**
 * A patient's id at a source, and the customer it means. Written by staff, by the shop's own code, or by the source itself;
 * never from anything that a customer can write.
 */
export const PatientLink = model
  .define("patient_link", {
    id: model.id({ prefix: "plnk" }).primaryKey(),
    /** Slug of the source. */
    source: model.text(),
    external_id: model.text().searchable(),
    customer_id: model.text().index(),
    /** `user:user_…`, `message:inb_…`, `workflow:…`. */
    created_by: model.text(),
  })
  .indexes([{ on: ["source", "external_id"], unique: true }])

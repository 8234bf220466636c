import { model } from "@medusajs/framework/utils"
import { ROLLOUT_STATUSES } from "../core/requirement"

/** A rule: customers in a region have to be verified there. One live rule per place. */
export const RegionRequirement = model
  .define("region_requirement", {
    id: model.id({ prefix: "rreq" }).primaryKey(),
    /** ISO 3166-2 (`US-TX`), or a country (`DE`, `US`): then it is for each of its regions that has no rule of its own. */
    region_code: model.text().searchable(),
    active: model.boolean().default(true),
    /** Null: a verification has no end. */
    validity_days: model.number().nullable(),
    renewal_notice_days: model.number().default(30),
    /** Values of product tags; null: every purchase. */
    product_tags: model.array().nullable(),
    /** The rule was switched on, off or deleted: the job goes through the customers whom that concerns. Null: never. */
    rollout_status: model.enum([...ROLLOUT_STATUSES]).nullable(),
    /** Of customers' addresses, where the job went on to; and until when one process has the job. */
    rollout_cursor: model.text().default(""),
    rollout_lease_until: model.dateTime().nullable(),
    rollout_done: model.number().default(0),
    rollout_total: model.number().default(0),
  })
  .indexes([{ on: ["region_code"], unique: true }])

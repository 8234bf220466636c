import { CustomerWorkflowEvents } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { at, byId, instant, text, textOrNull } from "../_read"

const customer = z.looseObject({
  id: z.string(),
  email: z.string().nullable(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  company_name: z.string().nullable(),
  phone: z.string().nullable(),
  has_account: z.boolean(),
  created_at: z.iso.datetime(),
})

export default defineEventType({
  name: "customer.created",
  description: "A customer registered, or was created by staff.",
  schema: z.looseObject({ customer_id: z.string(), customer }),
  example: {
    customer_id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
    customer: {
      id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
      email: "ada@example.com",
      first_name: "Ada",
      last_name: "Lovelace",
      company_name: null,
      phone: "+15125550100",
      has_account: true,
      created_at: "2026-01-04T22:12:41.000Z",
    },
  },
  subject: (data) => data.customer_id,
  source: {
    events: [CustomerWorkflowEvents.CREATED],
    entity: "customer",
    fields: ["id", "email", "first_name", "last_name", "company_name", "phone", "has_account", "created_at"],
    filters: byId,
    occurrences: (found) =>
      found.map((row) => {
        const customer = {
          id: text(row.id),
          email: textOrNull(row.email),
          first_name: textOrNull(row.first_name),
          last_name: textOrNull(row.last_name),
          company_name: textOrNull(row.company_name),
          phone: textOrNull(row.phone),
          has_account: row.has_account === true,
          created_at: instant(row.created_at),
        }
        return {
          data: { customer_id: customer.id, customer },
          idempotency_key: customer.id,
          occurred_at: at(row.created_at),
        }
      }),
    recent: {
      filters: (range) => ({ created_at: range, has_account: true }),
      fields: [],
      keys: (row) => [text(row.id)],
    },
  },
})

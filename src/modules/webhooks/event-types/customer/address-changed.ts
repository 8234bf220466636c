import { z } from "@medusajs/framework/zod"
import { defineEventType } from "../../event-type"
import { examplePostalAddress, postalAddress, postalAddressOf } from "../_address"
import { text, textOrNull } from "../_read"

const address = postalAddress.extend({
  id: z.string(),
  customer_id: z.string(),
  address_name: z.string().nullable(),
  is_default_shipping: z.boolean(),
  is_default_billing: z.boolean(),
})

const example = {
  id: "cuaddr_01KAMZ6D4F",
  customer_id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
  address_name: "Home",
  is_default_shipping: true,
  is_default_billing: false,
  ...examplePostalAddress,
}

/** Core has no public event for addresses: these are the customer module's own, one per row written. */
const CREATED = "customer.customer-address.created"

export default defineEventType({
  name: "customer.address_changed",
  description:
    "An address of a customer was created, changed or deleted. Its previous.address holds the address as it was published last.",
  schema: z.looseObject({
    customer_id: z.string(),
    address_id: z.string(),
    change: z.enum(["created", "updated", "deleted"]),
    address: address.nullable().describe("null once deleted"),
  }),
  example: { customer_id: example.customer_id, address_id: example.id, change: "updated" as const, address: example },
  subject: (data) => data.customer_id,
  tracked: {
    events: [CREATED, "customer.customer-address.updated", "customer.customer-address.deleted"],
    entity: "customer_address",
    fields: [
      "id",
      "customer_id",
      "address_name",
      "is_default_shipping",
      "is_default_billing",
      ...Object.keys(examplePostalAddress),
    ],
    trackedId: (announced) => textOrNull(announced.id),
    isNew: (name) => name === CREATED,
    contentOf: (row) => ({
      id: text(row.id),
      customer_id: text(row.customer_id),
      address_name: textOrNull(row.address_name),
      is_default_shipping: row.is_default_shipping === true,
      is_default_billing: row.is_default_billing === true,
      ...postalAddressOf(row),
    }),
    dataOf: (change, addressId, content, previous) => {
      // A deletion is published only for an address that was published before, so one of the two is there.
      const known = address.parse(content ?? previous)
      return { customer_id: known.customer_id, address_id: addressId, change, address: content === null ? null : known }
    },
    contentIn: (data) => (data.address as typeof example | null) ?? null,
    previousOf: (content) => ({ address: content }),
  },
})

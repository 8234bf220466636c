import { z } from "@medusajs/framework/zod"
import type { Row } from "../../event-type"
import { addressFields, examplePostalAddress, postalAddress, postalAddressOf } from "../_address"
import { instant, number, rowOrNull, rows, text, textOrNull } from "../_read"

const ITEM_FIELDS = [
  "id",
  "title",
  "subtitle",
  "product_id",
  "variant_id",
  "variant_sku",
  "quantity",
  "unit_price",
  "total",
]
const TOTALS = ["total", "subtotal", "item_total", "shipping_total", "discount_total", "tax_total"] as const

/** @returns the fields of an order for `query.graph`, each below `path` (`""` for the order itself). */
export function orderFields(path = ""): string[] {
  const own = [
    "id",
    "display_id",
    "status",
    "email",
    "customer_id",
    "region_id",
    "sales_channel_id",
    "currency_code",
    "created_at",
    ...TOTALS,
  ]
  return [
    ...own,
    ...ITEM_FIELDS.map((field) => `items.${field}`),
    ...["id", "name", "shipping_option_id", "total"].map((field) => `shipping_methods.${field}`),
    ...addressFields("shipping_address"),
    ...addressFields("billing_address"),
  ].map((field) => path + field)
}

const money = z.number().describe("Major units of currency_code")

export const order = z.looseObject({
  id: z.string(),
  display_id: z.number().int(),
  status: z.string(),
  email: z.string().nullable(),
  customer_id: z.string().nullable(),
  region_id: z.string().nullable(),
  sales_channel_id: z.string().nullable(),
  currency_code: z.string().describe("ISO 4217, lower case"),
  created_at: z.iso.datetime(),
  total: money,
  subtotal: money,
  item_total: money,
  shipping_total: money,
  discount_total: money,
  tax_total: money,
  items: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      subtitle: z.string().nullable(),
      product_id: z.string().nullable(),
      variant_id: z.string().nullable(),
      variant_sku: z.string().nullable(),
      quantity: z.number(),
      unit_price: money,
      total: money,
    })
  ),
  shipping_methods: z.array(
    z.looseObject({ id: z.string(), name: z.string(), shipping_option_id: z.string().nullable(), total: money })
  ),
  shipping_address: postalAddress.nullable(),
  billing_address: postalAddress.nullable(),
})
export type Order = z.output<typeof order>

/** @returns an order as receivers get it. @throws MedusaError UNEXPECTED_STATE when a required field can't be read. */
export function orderOf(row: Row): Order {
  const address = (value: unknown) => {
    const found = rowOrNull(value)
    return found && postalAddressOf(found)
  }
  const [total, subtotal, itemTotal, shippingTotal, discountTotal, taxTotal] = TOTALS.map((name) =>
    number(row[name])
  ) as [number, number, number, number, number, number]
  return {
    id: text(row.id),
    display_id: number(row.display_id),
    status: text(row.status),
    email: textOrNull(row.email),
    customer_id: textOrNull(row.customer_id),
    region_id: textOrNull(row.region_id),
    sales_channel_id: textOrNull(row.sales_channel_id),
    currency_code: text(row.currency_code),
    created_at: instant(row.created_at),
    total,
    subtotal,
    item_total: itemTotal,
    shipping_total: shippingTotal,
    discount_total: discountTotal,
    tax_total: taxTotal,
    items: rows(row.items).map((item) => ({
      id: text(item.id),
      title: text(item.title),
      subtitle: textOrNull(item.subtitle),
      product_id: textOrNull(item.product_id),
      variant_id: textOrNull(item.variant_id),
      variant_sku: textOrNull(item.variant_sku),
      quantity: number(item.quantity),
      unit_price: number(item.unit_price),
      total: number(item.total),
    })),
    shipping_methods: rows(row.shipping_methods).map((method) => ({
      id: text(method.id),
      name: text(method.name),
      shipping_option_id: textOrNull(method.shipping_option_id),
      total: number(method.total),
    })),
    shipping_address: address(row.shipping_address),
    billing_address: address(row.billing_address),
  }
}

/** The data of the order events: ids first, so that a receiver need not open the order; then the whole order. */
export const orderData = z.looseObject({ order_id: z.string(), customer_id: z.string().nullable(), order })

/** @returns the data of an order event. @throws MedusaError UNEXPECTED_STATE when a required field can't be read. */
export function orderDataOf(row: Row): z.output<typeof orderData> {
  const order = orderOf(row)
  return { order_id: order.id, customer_id: order.customer_id, order }
}

const exampleOrder: Order = {
  id: "order_01KAMZ7M0V1X8S2H4Q6T9C3B5D",
  display_id: 1042,
  status: "pending",
  email: "ada@example.com",
  customer_id: "cus_01KAMZ5W3B7Y2N8R4D6F9G1H0J",
  region_id: "reg_01KAMYZQ4T",
  sales_channel_id: "sc_01KAMYZPQ8",
  currency_code: "usd",
  created_at: "2026-01-04T22:30:00.000Z",
  total: 49.9,
  subtotal: 45,
  item_total: 40,
  shipping_total: 5,
  discount_total: 0,
  tax_total: 4.9,
  items: [
    {
      id: "ordli_01KAMZ7M2E",
      title: "Blood pressure monitor",
      subtitle: "White",
      product_id: "prod_01KAMYZR3F",
      variant_id: "variant_01KAMYZR8K",
      variant_sku: "BPM-W",
      quantity: 2,
      unit_price: 20,
      total: 40,
    },
  ],
  shipping_methods: [{ id: "ordsm_01KAMZ7M4C", name: "Standard", shipping_option_id: "so_01KAMYZQX2", total: 5 }],
  shipping_address: examplePostalAddress,
  billing_address: examplePostalAddress,
}

export const exampleOrderData = {
  order_id: exampleOrder.id,
  customer_id: exampleOrder.customer_id,
  order: exampleOrder,
}

import type { MedusaContainer } from "@medusajs/framework/types"
import type { Row } from "../../modules/webhooks/event-type"
import { readRows } from "../read-rows"

/** The tags (their values) of the products that items are of. */
export async function tagsOfItems(items: unknown, container: MedusaContainer): Promise<string[]> {
  const ids = ((items ?? []) as (Row | null)[]).flatMap((item) =>
    typeof item?.product_id === "string" ? [item.product_id] : []
  )
  if (ids.length === 0) return []
  const products = await readRows(container, {
    entity: "product",
    fields: ["id", "tags.value"],
    filters: { id: [...new Set(ids)] },
  })
  return products.flatMap(({ tags }) => ((tags ?? []) as Row[]).map(({ value }) => String(value)))
}

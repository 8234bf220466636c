import { randomBytes } from "node:crypto"

/**
 * Data of an event, about `bytes` long as JSON, that looks like what shops send: names that repeat, values that don't, so that
 * Postgres can compress it as little or as much as it could theirs.
 */
export function dataOf(example: Record<string, unknown>, bytes: number): Record<string, unknown> {
  const items: Record<string, unknown>[] = []
  let leftBytes = bytes - JSON.stringify({ ...example, items }).length
  while (leftBytes > 0) {
    const item = {
      id: `ordli_${randomBytes(13).toString("hex")}`,
      sku: `SKU-${randomBytes(4).toString("hex")}`,
      title: `Shirt, ${randomBytes(6).toString("base64")}`,
      quantity: items.length + 1,
      unit_price: Number(`${leftBytes}.5`),
    }
    items.push(item)
    leftBytes -= JSON.stringify(item).length + 1
  }
  return { ...example, items }
}

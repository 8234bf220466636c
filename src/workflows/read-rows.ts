import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Row } from "../modules/webhooks/event-type"

export interface ShopQuery {
  entity: string
  fields: readonly string[]
  filters?: Record<string, unknown>
  pagination?: { take: number; skip?: number; order?: Record<string, "ASC" | "DESC"> }
}

/**
 * Reads rows of the shop, of whatever module. The entity is a text that an event type names, so nobody knows its type here:
 * rows are read through readers that throw, never trusted.
 */
export async function readRows(container: MedusaContainer, { fields, ...query }: ShopQuery): Promise<Row[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({ ...query, fields: [...fields] })
  // Medusa types the answer by a generated list of entities, in which an entity given as a text is no one's.
  return data as unknown as Row[]
}

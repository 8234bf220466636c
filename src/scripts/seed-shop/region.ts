import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createRegionsWorkflow, createTaxRegionsWorkflow } from "@medusajs/medusa/core-flows"

const NAME = "United States"
const COUNTRY = "us"

async function seedTaxRegion(container: MedusaContainer): Promise<void> {
  const existing = await container.resolve(Modules.TAX).listTaxRegions({ country_code: COUNTRY })
  if (existing.length > 0) return
  await createTaxRegionsWorkflow(container).run({
    input: [{ country_code: COUNTRY, provider_id: "tp_system" }],
  })
}

/** A region that sells in dollars to the United States, and the tax region without which a cart has no total. */
export async function seedRegion(container: MedusaContainer): Promise<string> {
  await seedTaxRegion(container)
  const [existing] = await container.resolve(Modules.REGION).listRegions({ name: NAME })
  if (existing) return existing.id
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [{ name: NAME, currency_code: "usd", countries: [COUNTRY], payment_providers: ["pp_system_default"] }],
    },
  })
  return result[0]!.id
}

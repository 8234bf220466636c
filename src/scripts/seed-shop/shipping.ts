import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createLocationFulfillmentSetWorkflow,
  createServiceZonesWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  linkSalesChannelsToStockLocationWorkflow,
} from "@medusajs/medusa/core-flows"

const LOCATION = "Austin warehouse"
const FULFILLMENT_SET = "Austin warehouse shipping"
const OPTION = "Standard shipping"
const PROVIDER = "manual_manual"

async function seedLocation(container: MedusaContainer, salesChannelId: string): Promise<string> {
  const [existing] = await container.resolve(Modules.STOCK_LOCATION).listStockLocations({ name: LOCATION })
  if (existing) return existing.id
  const address = { address_1: "100 Congress Ave", city: "Austin", country_code: "us", province: "us-tx" }
  const { result } = await createStockLocationsWorkflow(container).run({
    input: { locations: [{ name: LOCATION, address }] },
  })
  const stockLocationId = result[0]!.id
  await linkSalesChannelsToStockLocationWorkflow(container).run({
    input: { id: stockLocationId, add: [salesChannelId] },
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.STOCK_LOCATION]: { stock_location_id: stockLocationId },
    [Modules.FULFILLMENT]: { fulfillment_provider_id: PROVIDER },
  })
  return stockLocationId
}

async function seedProfile(container: MedusaContainer): Promise<string> {
  const [existing] = await container.resolve(Modules.FULFILLMENT).listShippingProfiles({ type: "default" })
  if (existing) return existing.id
  const { result } = await createShippingProfilesWorkflow(container).run({
    input: { data: [{ name: "Default", type: "default" }] },
  })
  return result[0]!.id
}

async function seedServiceZone(container: MedusaContainer, locationId: string): Promise<string> {
  const fulfillment = container.resolve(Modules.FULFILLMENT)
  const existing = await fulfillment.listFulfillmentSets({ name: FULFILLMENT_SET }, { relations: ["service_zones"] })
  const zone = existing[0]?.service_zones[0]
  if (zone) return zone.id
  await createLocationFulfillmentSetWorkflow(container).run({
    input: { location_id: locationId, fulfillment_set_data: { name: FULFILLMENT_SET, type: "shipping" } },
  })
  const [created] = await fulfillment.listFulfillmentSets({ name: FULFILLMENT_SET })
  const { result } = await createServiceZonesWorkflow(container).run({
    input: {
      data: [
        {
          name: "United States",
          fulfillment_set_id: created!.id,
          geo_zones: [{ type: "country", country_code: "us" }],
        },
      ],
    },
  })
  return result[0]!.id
}

async function seedOption(
  container: MedusaContainer,
  serviceZoneId: string,
  shippingProfileId: string
): Promise<string> {
  const [existing] = await container.resolve(Modules.FULFILLMENT).listShippingOptions({ name: OPTION })
  if (existing) return existing.id
  const { result } = await createShippingOptionsWorkflow(container).run({
    input: [
      {
        name: OPTION,
        price_type: "flat",
        provider_id: PROVIDER,
        service_zone_id: serviceZoneId,
        shipping_profile_id: shippingProfileId,
        type: { label: "Standard", description: "Two to three days.", code: "standard" },
        prices: [{ currency_code: "usd", amount: 5 }],
        // Without these rules the Store API does not offer the option to a cart.
        rules: [
          { attribute: "enabled_in_store", operator: "eq", value: "true" },
          { attribute: "is_return", operator: "eq", value: "false" },
        ],
      },
    ],
  })
  return result[0]!.id
}

/** A stock location that ships to the United States for a flat price. */
export async function seedShipping(
  container: MedusaContainer,
  salesChannelId: string
): Promise<{ stock_location_id: string; shipping_profile_id: string; shipping_option_id: string }> {
  const stockLocationId = await seedLocation(container, salesChannelId)
  const shippingProfileId = await seedProfile(container)
  const zoneId = await seedServiceZone(container, stockLocationId)
  const shippingOptionId = await seedOption(container, zoneId, shippingProfileId)
  return {
    stock_location_id: stockLocationId,
    shipping_profile_id: shippingProfileId,
    shipping_option_id: shippingOptionId,
  }
}

import { z } from "@medusajs/framework/zod"
import { eventTypes, typesByMedusaEvent } from ".."
import { isEventPattern } from "../../core/event-pattern"

/** The eleven of the seed document, and our own two about subscriptions. */
const NAMES = [
  "compliance.consultation_scheduled", "compliance.establishment_expired", "compliance.establishment_fulfilled",
  "compliance.requirement_created", "customer.address_changed", "customer.created", "order.cancelled", "order.delivered",
  "order.paid", "order.placed", "order.shipped", "webhook.subscription_disabled", "webhook.subscription_failing",
]

describe("the catalogue", () => {
  it("holds the events that are promised", () => {
    expect([...eventTypes.keys()].sort()).toEqual(NAMES)
  })

  it("listens to explicit events only: * would see password tokens, and our own tables", () => {
    for (const name of typesByMedusaEvent.keys()) expect(name).toMatch(/^[a-z_-]+(\.[a-z_-]+)+$/)
  })
})

describe.each([...eventTypes.values()])("event type $name", (type) => {
  it("has a well-formed name and says what it is", () => {
    expect(isEventPattern(type.name)).toBe(true)
    expect(type.description).toMatch(/^[A-Z`].+\.$/)
    expect(type.versions.length).toBeGreaterThan(0)
  })

  it("has an example that its own schema accepts, and a subject in it", () => {
    expect(type.schema.safeParse(type.example).error).toBeUndefined()
    expect(type.subject(type.example)).toEqual(expect.any(String))
  })

  it("has a JSON Schema", () => {
    expect(z.toJSONSchema(type.schema)).toMatchObject({ type: "object" })
  })
})

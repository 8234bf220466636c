import { z } from "@medusajs/framework/zod"
import { eventTypes, typesByMedusaEvent } from ".."
import { valueAt } from "../../core/data-path"
import { isEventPattern } from "../../core/event-pattern"
import { FORMATS } from "../../core/formats"
import { PRESETS } from "../../core/presets"
import { bodyOf, domainOf, versionOf } from "../../event-type"

/** Those of the five seed documents, and our own two about subscriptions. */
const NAMES = [
  "calls.user.create",
  "calls.user.delete",
  "case.cost_proposal_created",
  "case.file_uploaded",
  "case.message_created",
  "case.status_changed",
  "case.status_created",
  "case.updated",
  "compliance.consultation_scheduled",
  "compliance.establishment_expired",
  "compliance.establishment_fulfilled",
  "compliance.requirement_created",
  "customer.address_changed",
  "customer.created",
  "file-request.files.update",
  "inbound_direct",
  "inbound_fax",
  "inbound_mdn",
  "order.cancelled",
  "order.delivered",
  "order.paid",
  "order.placed",
  "order.shipped",
  "outbound_fax",
  "webhook.subscription_disabled",
  "webhook.subscription_failing",
]

describe("the catalogue", () => {
  it("holds the promised event types", () => {
    expect([...eventTypes.keys()]).toEqual(expect.arrayContaining(NAMES))
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

  it("has a body in each of its versions, the same each time it is made", () => {
    expect(Object.keys(type.bodies ?? {}).filter((version) => !type.versions.includes(version))).toEqual([])
    expect(new Set(type.versions).size).toBe(type.versions.length)
    for (const version of type.versions) {
      const body = JSON.stringify(bodyOf(type, version, type.example))
      expect(JSON.parse(body)).toEqual(expect.any(Object))
      expect(JSON.stringify(bodyOf(type, version, JSON.parse(JSON.stringify(type.example))))).toBe(body)
    }
  })

  it("goes out by default in a known format, by a known preset, in a domain", () => {
    const { format, preset } = type.deliveryDefaults ?? {}
    if (format !== undefined) expect(FORMATS).toHaveProperty(format)
    if (preset !== undefined) expect(PRESETS).toHaveProperty(preset)
    expect(domainOf(type)).toMatch(/^[a-z-]+$/)
    expect(type.versions).toContain(versionOf(type, "no such version"))
  })

  it("has the states it names in its example", () => {
    for (const path of Object.values(type.transition ?? {}))
      expect(valueAt(type.example, path)).toEqual(expect.any(String))
  })

  it("derives valid data, and says that something changed where it can't compare", () => {
    const derived = type.derive?.(type.example, undefined)
    if (!derived) return
    expect(derived.changed).toBe(true)
    expect(type.schema.safeParse(derived.data).error).toBeUndefined()
  })

  it("has a JSON Schema", () => {
    expect(z.toJSONSchema(type.schema)).toMatchObject({ type: "object" })
  })
})

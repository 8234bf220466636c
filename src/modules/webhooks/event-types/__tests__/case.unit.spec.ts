import { eventTypes } from ".."
import type { EventType } from "../../event-type"

const typeOf = (name: string) => eventTypes.get(`case.${name}`) as Required<EventType>

describe("the events of a case", () => {
  it("are about its guid", () => {
    for (const type of eventTypes.values()) {
      if (type.name.startsWith("case."))
        expect(type.subject(type.example)).toBe((type.example as { guid: string }).guid)
    }
  })

  it("have three versions, the first by default; a transition has v3 alone", () => {
    expect(typeOf("status_created").versions).toEqual(["v1", "v2", "v3"])
    expect(typeOf("status_changed").versions).toEqual(["v3"])
  })

  it("never go back to who caused them, where that is a message or an update", () => {
    const names = [...eventTypes.values()].filter((type) => type.counterpartOnly).map(({ name }) => name)
    expect(names.sort()).toEqual(["case.message_created", "case.updated"])
  })
})

describe("case.updated", () => {
  const { derive, example } = typeOf("updated")
  const before = {
    guid: "g",
    orderData: { refNo: "OLD", serial: "S" },
    productData: { model: "M", accessory: ["1"] },
    customer: { city: "Lund" },
  }

  it("sends changed keys only, removed ones as null, lists whole, and the guid first", () => {
    const after = {
      customer: { city: "Lund" },
      productData: { accessory: ["1", "2"], model: "M" },
      orderData: { refNo: "REF" },
      guid: "g",
    }
    expect(derive(after, before)).toEqual({
      data: { guid: "g", orderData: { refNo: "REF", serial: null }, productData: { accessory: ["1", "2"] } },
      previous: { guid: "g", orderData: { refNo: "OLD", serial: "S" }, productData: { accessory: ["1"] } },
      changed: true,
    })
    expect(Object.keys(derive(after, before).data as object)[0]).toBe("guid")
  })

  it("reports no change when nothing changed", () => {
    expect(derive({ ...before }, before)).toMatchObject({ data: { guid: "g" }, changed: false })
  })

  it("takes data without a former state for the changes themselves", () => {
    expect(derive(example, undefined)).toEqual({ data: example, changed: true })
  })
})

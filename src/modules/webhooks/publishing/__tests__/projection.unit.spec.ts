import { z } from "@medusajs/framework/zod"
import { defineEventType, type EventType } from "../../event-type"
import { project, projectionNeedsHistory, type EventContent, type ProjectionRules } from "../projection"

const type: EventType = defineEventType({
  name: "case.moved",
  description: "A case moved.",
  schema: z.looseObject({ key: z.string(), prevKey: z.string() }),
  example: { key: "b", prevKey: "a" },
  versions: ["v1", "v2"],
  bodies: { v2: ({ key }) => ({ now: key }) },
  subject: () => "case-1",
  transition: { value: "key", previous: "prevKey" },
  counterpartOnly: true,
})

const rules = (given: Partial<ProjectionRules> = {}): ProjectionRules => ({
  api_version: null,
  conditions: null,
  value_mappings: null,
  account_id: null,
  partner_id: null,
  ...given,
})
const moved = (prevKey: string, key: string, given: Partial<EventContent> = {}): EventContent => ({
  data: { prevKey, key },
  previous: null,
  account_id: null,
  actor: null,
  ...given,
})
const mapping = { path: "key", values: { b: "B" }, hidden: ["x"] }

describe("the projection of an event", () => {
  it("is the event itself where nothing says otherwise, with nothing to keep", () => {
    const event = moved("a", "b")
    expect(project(type, event, rules(), [])).toEqual({
      data: event.data,
      previous: null,
      api_version: "v1",
      overridesEvent: false,
    })
  })

  it("is nothing for the party that caused it, known by account or by partner", () => {
    const event = moved("a", "b", { actor: "acc_1" })
    expect(project(type, event, rules({ account_id: "acc_1" }), [])).toEqual({ withheld: "sender" })
    expect(project(type, event, rules({ partner_id: "acc_1" }), [])).toEqual({ withheld: "sender" })
    expect(project(type, event, rules({ account_id: "acc_2" }), [])).toMatchObject({ api_version: "v1" })
    expect(
      project({ ...type, counterpartOnly: undefined } as EventType, event, rules({ account_id: "acc_1" }), [])
    ).toMatchObject({ overridesEvent: false })
  })

  it("applies value mappings before the version, and conditions last", () => {
    const given = rules({ api_version: "v2", value_mappings: [mapping], conditions: { "data.now": "B" } })
    expect(project(type, moved("a", "b"), given, [])).toEqual({
      data: { now: "B" },
      previous: null,
      api_version: "v2",
      overridesEvent: true,
    })
    expect(project(type, moved("a", "b"), { ...given, conditions: { "data.key": "b" } }, [])).toEqual({
      withheld: "conditions",
    })
  })

  it("hides a value, and gives the last visible one in its place", () => {
    const given = rules({ value_mappings: [mapping] })
    expect(project(type, moved("a", "x"), given, [])).toEqual({ withheld: "hidden_value" })
    expect(projectionNeedsHistory(type, moved("a", "b"), given)).toBe(false)
    expect(projectionNeedsHistory(type, moved("x", "c"), given)).toBe(true)
    expect(project(type, moved("x", "c"), given, [{ value: "x", previous: "b" }])).toMatchObject({
      data: { prevKey: "B", key: "c" },
    })
    expect(project(type, moved("x", "b"), given, [{ value: "x", previous: "b" }])).toEqual({ withheld: "hidden_value" })
  })
})

import { rulesOf, versionsOf } from "../subscription-rules"

const type = (name: string, versions: string[]) => ({
  name,
  domain: name.split(".")[0] ?? "",
  description: "",
  versions,
})
const TYPES = [type("order.placed", ["1"]), type("case.created", ["2", "3"]), type("case.updated", ["3"])]
const RULES = { events: ["case.*"], account_id: null, conditions: null, value_mappings: null, format: "bare" }

test("the versions on offer are those that the API takes: every pattern comes in them", () => {
  expect(versionsOf(["case.*"], TYPES)).toEqual(["2", "3"])
  expect(versionsOf(["case.created", "case.updated"], TYPES)).toEqual(["3"])
  expect(versionsOf(["case.*", "order.placed"], TYPES)).toEqual([])
  expect(versionsOf([], TYPES)).toEqual([])
})

test("a dry run asks for a version only where it can be asked for, and for nothing else of the form", () => {
  const filled = { ...RULES, name: "Hub", api_version: "2" }
  expect(rulesOf(filled, TYPES)).toEqual({ ...RULES, api_version: "2" })
  expect(rulesOf({ ...filled, events: ["*", "order.placed"] }, TYPES)).toEqual({
    ...RULES,
    events: ["*", "order.placed"],
  })
})

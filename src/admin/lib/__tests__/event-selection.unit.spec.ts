import { groupByDomain, isCovered, toggled, unlisted } from "../event-selection"
import type { EventType } from "../types"

const type = (name: string, domain: string): EventType => ({ name, domain, description: "", versions: ["1.0"] })
const CATALOGUE = [type("order.placed", "order"), type("inbound_fax", "inbound"), type("order.paid", "order")]

describe("groupByDomain", () => {
  it("sorts domains and names and offers a pattern that takes the whole domain", () => {
    const groups = groupByDomain(CATALOGUE)
    expect(groups.map(({ domain, pattern, types }) => [domain, pattern, types.map(({ name }) => name)])).toEqual([
      ["inbound", null, ["inbound_fax"]],
      ["order", "order.*", ["order.paid", "order.placed"]],
    ])
  })
})

describe("toggled", () => {
  it("drops what a broader pattern makes superfluous", () => {
    expect(toggled(["order.paid", "customer.created"], "order.*", true)).toEqual(["customer.created", "order.*"])
    expect(toggled(["order.*", "customer.created"], "*", true)).toEqual(["*"])
  })

  it("takes only the named pattern away", () => {
    expect(toggled(["order.*", "customer.created"], "order.*", false)).toEqual(["customer.created"])
  })

  it("adds a pattern once", () => {
    expect(toggled(["order.paid"], "order.paid", true)).toEqual(["order.paid"])
  })
})

test("a type is covered by a pattern, not by its own name", () => {
  expect(isCovered(["order.paid"], "order.paid")).toBe(false)
  expect(isCovered(["order.*"], "order.paid")).toBe(true)
})

test("patterns without a box are kept apart, so that saving does not lose them", () => {
  expect(unlisted(["*", "order.*", "order.paid", "file-request.files.*"], groupByDomain(CATALOGUE))).toEqual([
    "file-request.files.*",
  ])
})

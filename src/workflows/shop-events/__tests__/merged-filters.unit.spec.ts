import { mergedFilters } from "../merged-filters"

describe("merged filters", () => {
  it("name all ids that stand at one place, each once", () => {
    expect(mergedFilters([{ id: "a" }, { id: "b" }, { id: "a" }])).toEqual([{ id: ["a", "b"] }])
    expect(mergedFilters([{ captures: { id: "a" } }, { captures: { id: "b" } }])).toEqual([
      { captures: { id: ["a", "b"] } },
    ])
  })

  it("keep different places apart", () => {
    expect(mergedFilters([{ id: "a" }, { captures: { id: "b" } }])).toEqual([
      { id: ["a"] },
      { captures: { id: ["b"] } },
    ])
  })

  it.each([
    { id: "a", status: "pending" },
    { id: { $gt: "a" } },
    { $or: { id: "a" } },
    { status: "pending" },
    { captures: null },
  ])("leave alone what says more or other than an id: %j", (filter) => {
    expect(mergedFilters([{ id: "b" }, filter])).toEqual([{ id: ["b"] }, filter])
  })

  it("are none of none", () => expect(mergedFilters([])).toEqual([]))
})

import { pathProblem, valueAt, withValueAt } from "../data-path"

describe("a dot path", () => {
  it.each([
    ["a", null],
    ["case.status.key", null],
    ["x".repeat(200), null],
    ["x".repeat(201), "a path is longer than 200 characters"],
    ["", '"" is not a path: its keys are joined by single dots'],
    ["a..b", '"a..b" is not a path: its keys are joined by single dots'],
    [".a", '".a" is not a path: its keys are joined by single dots'],
    ["a.", '"a." is not a path: its keys are joined by single dots'],
    ["a.__proto__", '"__proto__" may not be part of a path'],
    ["constructor.a", '"constructor" may not be part of a path'],
    ["a.prototype.b", '"prototype" may not be part of a path'],
  ])("%j has the problem %j", (path, problem) => {
    expect(pathProblem(path)).toBe(problem)
  })

  const data = { a: { b: { c: 1 } }, list: [1] }

  it("leads through objects to a value of their own, and nowhere else", () => {
    expect(valueAt(data, "a.b.c")).toBe(1)
    expect(valueAt(data, "a.b")).toEqual({ c: 1 })
    expect(valueAt(data, "a.x.c")).toBeUndefined()
    expect(valueAt(data, "a.toString")).toBeUndefined()
    expect(valueAt(data, "list.0")).toBeUndefined()
    expect(valueAt(null, "a")).toBeUndefined()
  })

  it("takes another value where one is, in a copy", () => {
    expect(withValueAt(data, "a.b.c", 2)).toEqual({ a: { b: { c: 2 } }, list: [1] })
    expect(data.a.b.c).toBe(1)
    expect(withValueAt(data, "a.b.x", 2)).toEqual(data)
    expect(withValueAt(data, "x", 2)).toBe(data)
    expect(withValueAt(data, "list.0", 2)).toEqual(data)
    expect(withValueAt(null, "a", 2)).toBeNull()
  })
})

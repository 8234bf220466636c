import { jsonProblem, textOf, valueOf } from "../json-text"

test("an empty text is null, and the other way round", () => {
  expect(jsonProblem(" \n")).toBeNull()
  expect(valueOf("")).toBeNull()
  expect(textOf(null)).toBe("")
})

test("what is broken is told in the parser's words", () => {
  expect(jsonProblem("{ key: 1 }")).toMatch(/JSON/)
  expect(jsonProblem('{ "key": 1 }')).toBeNull()
})

test("a value survives being shown for editing", () => {
  const conditions = { "data.total": { $gt: 100 } }
  expect(valueOf(textOf(conditions))).toEqual(conditions)
})

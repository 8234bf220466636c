import { z } from "@medusajs/framework/zod"
import { customIssue, issueText, issuesOf } from "../issue"
import { issuesText, shown } from "../issues-text"

/** An error of one issue that a schema of ours could make at a path. */
const errorAt = (...path: PropertyKey[]) => new z.ZodError([{ code: "custom", path, message: "is wrong" }])

const form = z.strictObject({
  url: z.string().refine((url) => url.startsWith("https://"), "must begin with https://"),
  lines: z.array(z.object({ n: z.number().max(9, "must be at most 9") })).optional(),
})
const errorOf = (input: unknown) => form.safeParse(input).error!

describe("the issues of an input", () => {
  it("name the path, zod's code and the message", () => {
    expect(issuesOf(errorOf({ url: "https://a", lines: [{ n: 1 }, { n: 10 }] }))).toEqual([
      { path: ["lines", 1, "n"], code: "too_big", message: "must be at most 9" },
    ])
  })

  it("name each unknown field by itself", () => {
    expect(issuesOf(errorOf({ url: "https://a", colour: 1, size: 2 }), ["settings"])).toEqual([
      { path: ["settings", "colour"], code: "unrecognized_keys", message: "is not a known field" },
      { path: ["settings", "size"], code: "unrecognized_keys", message: "is not a known field" },
    ])
  })

  it("lie below the field that the input stands in", () => {
    expect(issuesOf(errorAt("a", 0), ["outer", "inner"])).toEqual([
      { path: ["outer", "inner", "a", 0], code: "custom", message: "is wrong" },
    ])
  })

  it("carry a code of ours where there is one", () => {
    const problem = { path: ["a", 1], message: "is bad", code: "header_name" }
    expect(customIssue(problem)).toEqual({
      code: "custom",
      path: ["a", 1],
      message: "is bad",
      params: { code: "header_name" },
    })
    const codesOf = (params: Record<string, unknown> | undefined) =>
      issuesOf(new z.ZodError([{ code: "custom", path: [], message: "is bad", params }])).map(({ code }) => code)
    expect(codesOf({ code: "header_name" })).toEqual(["header_name"])
    expect(codesOf({ code: 7 })).toEqual(["custom"])
    expect(codesOf(undefined)).toEqual(["custom"])
  })

  it("have paths of texts and numbers alone", () => {
    expect(issuesOf(errorAt(Symbol("s")))[0]?.path).toEqual(["Symbol(s)"])
  })
})

describe("an issue as text", () => {
  it("begins with the field, or with the body where it is the input as a whole", () => {
    expect(issueText({ path: ["a", 0, "b"], code: "custom", message: "is wrong" })).toBe("a.0.b: is wrong")
    expect(issueText({ path: [], code: "custom", message: "is wrong" })).toBe("body: is wrong")
  })
})

describe("an error as text", () => {
  it("has one part for each issue, with the value that was given", () => {
    const input = { url: "ftp://x", lines: [{ n: 12 }] }
    expect(issuesText(errorOf(input), input)).toBe(
      'url: must begin with https:// (got "ftp://x"); lines.0.n: must be at most 9 (got 12)'
    )
  })

  it("finds the value in the input, whatever field that stands in", () => {
    expect(issuesText(errorAt("a", 1), { a: [1, 2] }, ["outer"])).toBe("outer.a.1: is wrong (got 2)")
    expect(issuesText(errorAt(), [1], ["outer"])).toBe("outer: is wrong (got [1])")
  })

  it("says what is missing, wherever the path to it ends", () => {
    expect(issuesText(errorAt("a"), {})).toBe("a: is wrong (missing)")
    expect(issuesText(errorAt("a", "b", "c"), { a: null })).toBe("a.b.c: is wrong (missing)")
    expect(issuesText(errorAt("length"), "abc")).toBe("length: is wrong (missing)")
    expect(issuesText(errorAt("a"), null)).toBe("a: is wrong (missing)")
    expect(issuesText(errorAt(), undefined)).toBe("body: is wrong")
  })

  it("shows what is null", () => {
    expect(issuesText(errorAt("a"), { a: null })).toBe("a: is wrong (got null)")
  })

  it("never repeats a secret, nor the value of an unknown field", () => {
    expect(issuesText(errorAt("secret"), { secret: "hunter2" })).toBe("secret: is wrong")
    expect(issuesText(errorAt("headers", 0, "value"), { headers: [{ value: "hunter2" }] })).toBe(
      "headers.0.value: is wrong"
    )
    expect(issuesText(errorAt("secret", "part"), { secret: { part: "hunter2" } })).toBe("secret.part: is wrong")
    const unknown = { url: "https://a", password: "hunter2" }
    expect(issuesText(errorOf(unknown), unknown)).toBe("password: is not a known field")
  })

  it("shows a value below a field that only an outer field of the same name keeps secret", () => {
    expect(issuesText(errorAt("a"), { a: 1 }, ["secret"])).toBe("secret.a: is wrong (got 1)")
  })
})

describe("a value that is shown", () => {
  it("is its JSON, at most 80 characters of it", () => {
    expect(shown({ a: "x" })).toBe(' (got {"a":"x"})')
    expect(shown("x".repeat(78))).toBe(` (got "${"x".repeat(78)}")`)
    expect(shown("x".repeat(79))).toBe(` (got "${"x".repeat(79)}…)`)
  })

  it("has no passwords", () => {
    expect(shown("https://user:hunter2@example.com")).toBe(' (got "https://user:***@example.com")')
  })

  it("is not shown when it is nested too deeply", () => {
    let deep: unknown = 1
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(shown(deep)).toBe(" (got a value nested too deeply to be shown)")
  })
})

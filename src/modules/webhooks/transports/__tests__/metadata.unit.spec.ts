import { OUTCOME_KINDS } from "../../core/outcome"
import { transports } from "../index"

describe.each([...transports.values()])("transport $id", ({ outcomes, urlExample, urlRefusal, title, description }) => {
  it("has outcomes that mean nothing else: a word of the core would be judged as the core's", () => {
    expect(Object.keys(outcomes).filter((kind) => (OUTCOME_KINDS as readonly string[]).includes(kind))).toEqual([])
  })

  it("says what it is, with an example that it takes", () => {
    expect(title).not.toBe("")
    expect(description).toMatch(/\.$/)
    expect(urlRefusal(urlExample)).toBeNull()
  })
})

import { OnceAMinute } from "../once-a-minute"

describe("what may come in floods", () => {
  it("is written down once a minute per key, with how many were not", () => {
    const floods = new OnceAMinute()
    expect(floods.count("emr", 0)).toBe(0)
    for (let n = 0; n < 1_000; n++) expect(floods.count("emr", 59_999)).toBeNull()
    expect(floods.count("other", 59_999)).toBe(0)
    expect(floods.count("emr", 60_000)).toBe(1_000)
  })
})

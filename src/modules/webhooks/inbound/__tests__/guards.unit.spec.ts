import { BodyBudget } from "../body-budget"
import { RateLimits } from "../rate-limits"
import { printableSlug } from "../printable-slug"

describe("the budget of bodies", () => {
  it("gives no more than there is, and takes back", () => {
    const budget = new BodyBudget(10)
    expect([budget.take(6), budget.take(5), budget.take(4)]).toEqual([true, false, true])
    budget.give(6)
    expect(budget.take(6)).toBe(true)
  })
})

describe("rate limits", () => {
  it("are each source's own", () => {
    const rates = new RateLimits()
    const [a, b] = ["src_a", "src_b"].map((id) => ({ id, rate_limit_per_minute: 1 }))
    expect([rates.count(a!, 0), rates.count(a!, 0), rates.count(b!, 0)]).toEqual([0, 60, 0])
    expect(rates.waitSeconds(a!, 30_000)).toBe(30)
    expect(rates.waitSeconds(a!, 60_000)).toBe(0)
  })

  it("are 600 a minute where staff set none", () => {
    const rates = new RateLimits()
    const source = { id: "src_a", rate_limit_per_minute: null }
    for (let n = 0; n < 600; n++) expect(rates.count(source, 0)).toBe(0)
    expect(rates.count(source, 0)).toBe(1)
  })
})

describe("refusals", () => {
  it("are written in one line, whatever the caller calls itself", () => {
    expect(printableSlug("x\r\nerror: all is lost\u001b[2J\u2028é")).toBe("x??error: all is lost?[2J??")
    expect(printableSlug("x".repeat(1_000))).toHaveLength(60)
  })
})

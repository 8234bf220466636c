import { createRequirementInput, updateRequirementInput } from "../../requirement-input"
import { cartCompliance, type CartFacts } from "../checkout"
import { csvLine } from "../change-view"
import { countriesOf } from "../region-code"
import { concerns, ruleFor, ruleSomewhere } from "../requirement"

const NOW = new Date("2026-06-01T00:00:00Z")
const rule = (place: string, active = true, tags: string[] | null = null) => ({
  region_code: place,
  active,
  product_tags: tags,
})

describe("the rule for a region", () => {
  const rules = [rule("US"), rule("US-TX"), rule("US-NY", false), rule("GB-SCT"), rule("DE")]

  it.each([
    ["US-TX", "US-TX"],
    ["US-CA", "US"],
    ["US-NY", null],
    ["GB-EDH", "GB-SCT"],
    ["GB-CMD", null],
    ["DE", "DE"],
    ["FR", null],
  ])("%s is %s", (region, place) => {
    expect(ruleFor(region, rules)?.region_code ?? null).toBe(place)
  })

  it("is looked for in the country of an address whose region is unknown, or anywhere", () => {
    expect(ruleSomewhere("de", rules)?.region_code).toBe("DE")
    expect(ruleSomewhere("fr", rules)).toBeNull()
    expect(ruleSomewhere(null, rules)?.region_code).toBe("US")
    expect(ruleSomewhere("pr", [rule("US-PR")])?.region_code).toBe("US-PR")
    expect(ruleSomewhere("us", [rule("US-NY", false)])).toBeNull()
    expect(ruleSomewhere("us", [rule("US-TX", true, ["rx"]), rule("US-CA")])?.region_code).toBe("US-CA")
  })

  it("concerns a purchase by its products' tags, and a change of address only without tags", () => {
    expect(concerns({ product_tags: null }, null)).toBe(true)
    expect(concerns({ product_tags: ["rx"] }, null)).toBe(false)
    expect(concerns({ product_tags: ["rx"] }, ["soap", "rx"])).toBe(true)
    expect(concerns({ product_tags: ["rx"] }, ["soap"])).toBe(false)
  })

  it("is about addresses that are written in these countries", () => {
    expect(countriesOf("US-PR")).toEqual(["US", "PR"])
    expect(countriesOf("US").sort()).toEqual(["AS", "GU", "MP", "PR", "UM", "US", "VI"])
    expect(countriesOf("HK").sort()).toEqual(["CN", "HK"])
    expect(countriesOf("DE-BY")).toEqual(["DE"])
  })
})

describe("a rule as staff give it", () => {
  it("has one code for a place that has two, and sensible defaults", () => {
    expect(createRequirementInput.parse({ region_code: "PR" })).toEqual({
      ...{ region_code: "US-PR", active: true, validity_days: null, renewal_notice_days: 30, product_tags: null },
    })
    expect(createRequirementInput.parse({ region_code: "DE-BY" }).region_code).toBe("DE-BY")
  })

  it.each([
    [{ region_code: "us-tx" }, "region_code"],
    [{ region_code: "Texas" }, "region_code"],
    [{ region_code: "US-TX", validity_days: 0 }, "validity_days"],
    [{ region_code: "US-TX", validity_days: 30, renewal_notice_days: 30 }, "renewal_notice_days"],
    [{ region_code: "US-TX", product_tags: [] }, "product_tags"],
  ])("is refused: %j", (input, field) => {
    const parsed = createRequirementInput.safeParse(input)
    expect(parsed.error?.issues[0]?.path[0]).toBe(field)
  })

  it("keeps its place when it is changed", () => {
    expect(updateRequirementInput.safeParse({ region_code: "US-CA" }).success).toBe(false)
    expect(updateRequirementInput.safeParse({ active: false }).success).toBe(true)
  })
})

describe("a cart", () => {
  const texas = { ok: true as const, region_code: "US-TX" }
  const facts = (some: Partial<CartFacts> = {}): CartFacts => ({
    ...{ customer_id: "cus_1", region: texas, rule: { product_tags: null }, tags: [], establishment: null },
    ...some,
  })

  it.each<[string, Partial<CartFacts>, string]>([
    ["of nobody", { customer_id: null }, "log in"],
    ["of somebody unknown", {}, "book a video consultation"],
    ["with an appointment", { establishment: { status: "scheduled", expires_at: null } }, "is booked"],
    ["of somebody expired", { establishment: { status: "established", expires_at: NOW } }, "expired"],
    ["of somebody revoked", { establishment: { status: "revoked", expires_at: null } }, "revoked"],
    ["from nowhere", { region: { ok: false, reason: "?" } }, "complete the address"],
  ])("%s is blocked, with the next step", (_name, some, text) => {
    const blocked = cartCompliance("block", facts(some), NOW)
    expect(blocked).toMatchObject({ allowed: false, verification_needed: true, message: expect.stringContaining(text) })
    expect(cartCompliance("warn", facts(some), NOW)).toMatchObject({ allowed: true, verification_needed: true })
    expect(cartCompliance("off", facts(some), NOW)).toMatchObject({ allowed: true, verification_needed: true })
  })

  it.each<[string, Partial<CartFacts>]>([
    ["without a rule", { rule: null }],
    ["without what the rule is about", { rule: { product_tags: ["rx"] }, tags: ["soap"] }],
    ["of somebody established", { establishment: { status: "established", expires_at: null } }],
  ])("%s is allowed", (_name, some) => {
    expect(cartCompliance("block", facts(some), NOW)).toMatchObject({
      allowed: true,
      verification_needed: false,
      message: null,
    })
  })

  it("names the region in its error", () => {
    expect(cartCompliance("block", facts(), NOW).message).toContain("US-TX")
  })
})

describe("a line of CSV", () => {
  it("quotes what would break it, and lets no cell be a formula", () => {
    expect(csvLine(["a", null, 'say "x", y', "=1+1", "two\nlines"])).toBe(`a,,"say ""x"", y",'=1+1,"two\nlines"\r\n`)
  })
})

import fc from "fast-check"
import { regionOfAddresses, type CandidateAddress } from "../governing-address"

const address = (id: string, fields: Partial<CandidateAddress> = {}): CandidateAddress => ({
  id,
  country_code: "us",
  province: "us-tx",
  created_at: "2026-01-04T22:30:00Z",
  ...fields,
})

describe("regionOfAddresses", () => {
  it("prefers the default shipping address to the default billing address and to newer ones", () => {
    const result = regionOfAddresses([
      address("newest", { province: "us-ny", created_at: "2026-03-01T00:00:00Z" }),
      address("billing", { province: "us-ca", is_default_billing: true }),
      address("shipping", { is_default_shipping: true }),
    ])
    expect(result).toEqual({ ok: true, region_code: "US-TX", address_id: "shipping" })
  })

  it("prefers the default billing address to newer ones", () => {
    const result = regionOfAddresses([
      address("newest", { province: "us-ny", created_at: "2026-03-01T00:00:00Z" }),
      address("billing", { province: "us-ca", is_default_billing: true }),
    ])
    expect(result).toEqual({ ok: true, region_code: "US-CA", address_id: "billing" })
  })

  it("takes the newest of the others, and the greater id when two are as new", () => {
    const result = regionOfAddresses([
      address("caaddr_2", { province: "us-ny", created_at: new Date("2026-03-01T00:00:00Z") }),
      address("caaddr_3", { province: "us-wa", created_at: "2026-03-01T00:00:00.000Z" }),
      address("caaddr_9", { created_at: "2026-01-01T00:00:00Z" }),
    ])
    expect(result).toEqual({ ok: true, region_code: "US-WA", address_id: "caaddr_3" })
  })

  it("passes over an address that says nothing of where it is", () => {
    const result = regionOfAddresses([
      address("shipping", { country_code: " ", province: null, is_default_shipping: true }),
      address("other"),
    ])
    expect(result).toEqual({ ok: true, region_code: "US-TX", address_id: "other" })
  })

  it("takes a country alone, or a province alone, for saying where it is", () => {
    const only = (fields: Partial<CandidateAddress>) => address("shipping", { is_default_shipping: true, ...fields })
    expect(regionOfAddresses([only({ country_code: "hk", province: null }), address("other")])).toEqual({
      ok: true,
      region_code: "HK",
      address_id: "shipping",
    })
    expect(regionOfAddresses([only({ country_code: null, province: "us-ny" }), address("other")])).toEqual({
      ok: true,
      region_code: "US-NY",
      address_id: "shipping",
    })
    expect(regionOfAddresses([only({ country_code: null, province: "  " }), address("other")])).toMatchObject({
      address_id: "other",
    })
  })

  it("does not pass over one that says it wrongly, and names it", () => {
    const result = regionOfAddresses([
      address("shipping", { province: "Teksas", is_default_shipping: true }),
      address("other"),
    ])
    expect(result).toMatchObject({ ok: false, address_id: "shipping", reason: expect.stringContaining("Teksas") })
  })

  it("says so when no address says where it is", () => {
    const nowhere = { ok: false, reason: "the customer has no address with a country or a province", address_id: null }
    expect(regionOfAddresses([])).toEqual(nowhere)
    expect(regionOfAddresses([address("empty", { country_code: null, province: "" })])).toEqual(nowhere)
  })

  it("does not depend on the order it is given, nor disturb it", () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1 }),
        country_code: fc.constantFrom("us", null),
        province: fc.constantFrom("us-tx", "us-ca", "Teksas", null),
        is_default_shipping: fc.boolean(),
        is_default_billing: fc.boolean(),
        created_at: fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
      }),
      { selector: ({ id }) => id, maxLength: 6 }
    )
    const orders = some.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }))
    )
    fc.assert(
      fc.property(orders, ([one, other]) => {
        const before = [...one]
        expect(regionOfAddresses(one)).toEqual(regionOfAddresses(other))
        expect(one).toEqual(before)
      })
    )
  })
})

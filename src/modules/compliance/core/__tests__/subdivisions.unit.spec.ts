import { ISO_3166_TABLE } from "../iso-3166-table"
import { alpha2Of, codesOfName, hasSubdivisions, isSubdivisionCode } from "../subdivisions"

describe("the subdivisions of a country", () => {
  it("are those of countries that ISO 3166-2 divides", () => {
    expect(hasSubdivisions("US")).toBe(true)
    expect(hasSubdivisions("HK")).toBe(false)
    expect(hasSubdivisions("ZZ")).toBe(false)
  })

  it("are found by whole codes in capitals", () => {
    expect(isSubdivisionCode("US-TX")).toBe(true)
    expect(isSubdivisionCode("US-tx")).toBe(false)
    expect(isSubdivisionCode("US")).toBe(false)
  })

  it.each([
    ["US", "texas", ["US-TX"]],
    ["ES", "Madrid, Comunidad de", ["ES-MD"]],
    ["ES", "Comunidad de Madrid", ["ES-MD"]],
    ["FR", "Guyane (française)", ["FR-973"]],
    ["FR", "Guyane", ["FR-973"]],
    ["GB", "London", ["GB-ENG"]],
    ["DK", "København", ["DK-015", "DK-101"]],
    ["ES", "Cantabria", ["ES-CB"]],
    ["MZ", "Maputo", ["MZ-L", "MZ-MPM"]],
    ["US", "Nowhere", []],
    ["HK", "Kowloon", []],
    ["ZZ", "Texas", []],
  ])("in %s by the name %j are %j", (alpha2, name, codes) => {
    expect(codesOfName(alpha2, name)).toEqual(codes)
  })

  it("are each named once, whatever their name", () => {
    for (const row of ISO_3166_TABLE) {
      const [country = "", ...entries] = row.split("|")
      for (const name of entries.map((entry) => entry.slice(entry.indexOf(" ") + 1))) {
        const codes = codesOfName(country.slice(0, 2), name)
        expect(codes).not.toEqual([])
        expect([...new Set(codes)]).toEqual(codes)
      }
    }
  })
})

describe("a country", () => {
  it.each([
    ["us", "US"],
    ["Usa", "US"],
    ["ZZ", null],
    ["", null],
  ])("given as %j is %j", (country, alpha2) => {
    expect(alpha2Of(country)).toBe(alpha2)
  })
})

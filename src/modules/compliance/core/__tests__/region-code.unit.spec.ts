import fc from "fast-check"
import { execFileSync } from "node:child_process"
import { ONE_CODE_OF_TWO } from "../other-names"
import { dividedCountries, isPlace, isRegionCode, regionCodeOf, regionOfPlace } from "../region-code"
import { regionsAround } from "../subdivisions"

/** ISO's own lists, read by a Node of its own: Jest with `--experimental-vm-modules` cannot `require` this package. */
const PRINT = 'import * as iso from "iso-3166"; process.stdout.write(JSON.stringify([iso.iso31661, iso.iso31662]))'
const [iso31661, iso31662] = JSON.parse(
  execFileSync(process.execPath, ["--input-type=module", "-e", PRINT], {
    encoding: "utf8",
    maxBuffer: 10_000_000,
    cwd: __dirname,
  })
) as [{ alpha2: string; alpha3: string }[], { code: string; name: string }[]]

/** Every country counts as divided, so that every code is answered. */
const ALL = new Set(iso31661.map(({ alpha2 }) => alpha2))
const oneOf = (code: string): string => ONE_CODE_OF_TWO[code] ?? code

const regionOf = (countryCode: string | null | undefined, province: string | null | undefined): string | null => {
  const result = regionCodeOf({ country_code: countryCode, province }, ALL)
  return result.ok ? result.region_code : null
}
const reasonOf = (countryCode: string | null, province: string | null): string => {
  const result = regionCodeOf({ country_code: countryCode, province }, ALL)
  return result.ok ? `resolved to ${result.region_code}` : result.reason
}

/** Writes each letter in a case of its own. */
const inAnyCase = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((letter, i) => (upper[i] ? letter.toUpperCase() : letter.toLowerCase())).join(""))
const subdivision = fc.constantFrom(...iso31662)
const country = fc.constantFrom(...iso31661)

describe("regionCodeOf", () => {
  it.each([
    ["us", "us-tx"],
    ["US", "US-TX"],
    ["us", "TX"],
    ["us", "tx"],
    ["us", " Texas "],
    ["us", "texas"],
    ["USA", "Texas"],
    ["usa", "us_tx"],
    [" Us ", "US TX"],
    [null, "us-tx"],
    [undefined, "US-TX"],
    [null, " us-tx "],
    [null, "us - tx"],
    [null, "us\u2013tx"],
    ["", "us-TX"],
  ])("reads %j, %j as Texas", (countryCode, province) => {
    expect(regionOf(countryCode, province)).toBe("US-TX")
  })

  it.each([
    ["ca", "Québec", "CA-QC"],
    ["ca", "Quebec", "CA-QC"],
    ["ca", "QUÉBEC", "CA-QC"],
    ["ca", "Que\u0301bec", "CA-QC"],
    ["ca", "Newfoundland & Labrador", "CA-NL"],
    ["us", "D.C.", "US-DC"],
    ["us", "district  of columbia", "US-DC"],
    ["us", "Hawai‘i", "US-HI"],
    ["us", "us-ca", "US-CA"],
    ["fr", "Côte d’Or", "FR-21"],
    ["fr", "Cote-d'Or", "FR-21"],
    ["fr", "75c", "FR-75C"],
    ["fr", "Guyane", "GF"],
    ["fr", "Cote d´Or", "FR-21"],
    ["us", "Tex.", "US-TX"],
    ["us", "Calif.", "US-CA"],
    ["us", "Washington DC", "US-DC"],
    ["us", "Washington, D.C.", "US-DC"],
    ["us", "Washington", "US-WA"],
    ["ca", "Ont.", "CA-ON"],
    ["us", "AE", "US-AE"],
    ["us", "Armed Forces Pacific", "US-AP"],
    ["gb", "Greater London", "GB-ENG"],
    ["de", "Baden-Wurttemberg", "DE-BW"],
    ["gb", "City of Edinburgh", "GB-EDH"],
    ["bo", "La Paz", "BO-L"],
  ])("reads %j, %j as %j", (countryCode, province, expected) => {
    expect(regionOf(countryCode, province)).toBe(expected)
  })

  it("takes the country alone where ISO 3166-2 does not divide it, whatever stands as its province", () => {
    expect(regionOf("hk", null)).toBe("HK")
    expect(regionOf("HKG", "  ")).toBe("HK")
    expect(regionOf("hk", "Kowloon")).toBe("HK")
  })

  it("refuses a province of another country", () => {
    expect(reasonOf("ca", "us-tx")).toBe('the province "us-tx" is not in the country "ca"')
    expect(reasonOf("hk", "US-TX")).toBe('the province "US-TX" is not in the country "hk"')
  })

  it("names the province it does not know", () => {
    expect(reasonOf("us", "Teksas")).toBe('"Teksas" is not a province of US in ISO 3166-2')
    expect(reasonOf("us", "us-zz")).toBe('"us-zz" is not a province of US in ISO 3166-2')
  })

  it("names the country it does not know, and does not fall back on the province", () => {
    expect(reasonOf("zz", "us-tx")).toBe('"zz" is not an ISO 3166-1 country code')
  })

  it("refuses a province that could be anywhere", () => {
    expect(reasonOf(null, "Texas")).toContain('"Texas" alone')
    expect(reasonOf(null, "TX")).toContain('"TX" alone')
    expect(reasonOf(null, "xus-tx")).toBe('the country is missing, and "xus-tx" alone does not say which it is')
    expect(reasonOf(null, "us-tx west")).toContain('"us-tx west" alone')
  })

  it("says what is missing", () => {
    expect(reasonOf(null, null)).toBe("the address has neither country nor province")
    expect(reasonOf("us", "")).toBe("the address in US has no province")
  })

  it("lists the codes of a name borne by two regions", () => {
    expect(reasonOf("dk", "København")).toBe('"København" may be any of DK-015, DK-101: write the code')
  })

  it("takes the outer of two namesakes when one lies within the other", () => {
    expect(regionOf("es", "Cantabria")).toBe("ES-CB")
    expect(regionOf("es", "La Rioja")).toBe("ES-RI")
  })

  it("does not take London for the City of London", () => {
    expect(regionOf("gb", "London")).toBe("GB-ENG")
    expect(regionOf("gb", "City of London")).toBe("GB-LND")
  })

  it("keeps a reason short, however long the province is", () => {
    expect(reasonOf("us", "x".repeat(60))).toBe(`"${"x".repeat(60)}" is not a province of US in ISO 3166-2`)
    expect(reasonOf("us", "x".repeat(61))).toBe(`"${"x".repeat(60)}…" is not a province of US in ISO 3166-2`)
  })
})

describe("regionCodeOf, over all of ISO 3166", () => {
  it("finds every code by itself, with or without its country, in any case", () => {
    const writings = subdivision.chain(({ code }) =>
      fc.record({
        code: fc.constant(code),
        whole: inAnyCase(code),
        part: inAnyCase(code.slice(3)),
        country_code: inAnyCase(code.slice(0, 2)),
      })
    )
    fc.assert(
      fc.property(writings, ({ code, whole, part, country_code }) => {
        expect(regionOf(null, whole)).toBe(oneOf(code))
        expect(regionOf(country_code, whole)).toBe(oneOf(code))
        expect(regionOf(country_code, part)).toBe(oneOf(code))
      }),
      { numRuns: 2_000 }
    )
  })

  it("finds every name in its country, or says which codes bear it", () => {
    for (const { code, name } of iso31662) {
      const result = regionCodeOf({ country_code: code.slice(0, 2), province: name }, ALL)
      if (result.ok) {
        const answered = iso31662.filter((entry) => oneOf(entry.code) === result.region_code)
        expect(answered.map((entry) => entry.code.slice(0, 2))).toContain(code.slice(0, 2))
      } else {
        expect(result.reason).toContain(code)
      }
    }
  })

  it("finds a name used once in its country as exactly that region, shouted and without accents too", () => {
    const used = new Map<string, number>()
    const keyOf = (code: string, name: string) => `${code.slice(0, 2)} ${bare(name)}`
    const bare = (name: string) => name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase()
    for (const { code, name } of iso31662) {
      used.set(keyOf(code, name), (used.get(keyOf(code, name)) ?? 0) + 1)
    }
    const missed = iso31662.filter(
      ({ code, name }) => used.get(keyOf(code, name)) === 1 && regionOf(code.slice(0, 2), bare(name)) !== oneOf(code)
    )
    expect(missed).toEqual([])
  })

  it("never answers with a region of another country, and only with codes it knows", () => {
    const province = fc.oneof(
      fc.string(),
      subdivision.map(({ name }) => name),
      subdivision.map(({ code }) => code)
    )
    fc.assert(
      fc.property(country, province, ({ alpha2, alpha3 }, text) => {
        const region = regionOf(alpha2, text)
        expect(regionOf(alpha3, text)).toBe(region)
        if (region !== null) {
          const inside = region.slice(0, 2) === alpha2
          expect(
            inside || Object.entries(ONE_CODE_OF_TWO).some(([two, one]) => one === region && two.startsWith(alpha2))
          ).toBe(true)
          // A country that ISO divides, and whose province nobody can make out, has no region.
          expect(isRegionCode(region, ALL)).toBe(true)
        }
      }),
      { numRuns: 2_000 }
    )
  })
})

describe("isRegionCode", () => {
  it.each([
    ["US-TX", true],
    ["HK", true],
    ["US", false],
    ["us-tx", false],
    ["TX", false],
    ["USA", false],
    ["US-ZZ", false],
    ["", false],
  ])("of %j is %j", (code, expected) => {
    expect(isRegionCode(code)).toBe(expected)
  })
})

describe("regionCodeOf, where only some countries are divided", () => {
  const regionIn = (country: string, province?: string, more: object = {}) => {
    const result = regionCodeOf({ country_code: country, province, ...more })
    return result.ok ? result.region_code : result.reason
  }

  it.each([
    ["de", undefined, "DE"],
    ["de", "Bayern", "DE"],
    ["fr", "anything", "FR"],
    ["dk", "København", "DK"],
    ["gb", "Greater London", "GB"],
    ["fr", "Martinique", "MQ"],
    ["mq", "", "MQ"],
    ["pr", "", "US-PR"],
    ["pr", "San Juan", "US-PR"],
    ["us", "PR", "US-PR"],
    ["pr", "US-PR", "US-PR"],
    ["hk", "Kowloon", "HK"],
    ["cn", "Hong Kong SAR", "HK"],
  ])("%s, %s is %s", (country, province, region) => {
    expect(regionIn(country, province)).toBe(region)
  })

  it("still refuses a province that names another country", () => {
    expect(regionIn("de", "us-tx")).toBe('the province "us-tx" is not in the country "de"')
  })

  it.each([
    ["09123", "US-AE"],
    ["34012", "US-AA"],
    ["96201-1234", "US-AP"],
  ])("finds the forces' part of the world by the postal code %s", (postalCode, region) => {
    expect(regionIn("us", "", { city: "APO", postal_code: postalCode })).toBe(region)
    expect(regionIn("us", "fpo", { postal_code: postalCode })).toBe(region)
  })

  it("does not guess where a forces' address without a code of theirs goes", () => {
    expect(regionIn("us", "", { city: "APO", postal_code: "78701" })).toBe("the address in US has no province")
  })

  it("divides a country as soon as a rule is for a part of it", () => {
    const divided = dividedCountries(["DE-BY", "FR"])
    expect([...divided].sort()).toEqual(["AU", "CA", "DE", "US"])
    expect(regionCodeOf({ country_code: "de", province: "Bayern" }, divided)).toEqual({
      ok: true,
      region_code: "DE-BY",
    })
    expect(regionOfPlace("DE-BY")).toBe("DE")
    expect(regionOfPlace("DE-BY", divided)).toBe("DE-BY")
    expect(regionOfPlace("PR")).toBe("US-PR")
  })
})

describe("the regions around a region", () => {
  it.each([
    ["US-TX", ["US-TX", "US"]],
    ["GB-CMD", ["GB-CMD", "GB-ENG", "GB"]],
    ["GB-EDH", ["GB-EDH", "GB-SCT", "GB"]],
    ["FR-2A", ["FR-2A", "FR-20R", "FR"]],
    ["DE", ["DE"]],
  ])("of %s are %j", (code, around) => {
    expect(regionsAround(code)).toEqual(around)
  })
})

describe("isPlace", () => {
  it.each([
    ["US", true],
    ["US-TX", true],
    ["DE-BY", true],
    ["us-tx", false],
    ["Texas", false],
  ])("of %j is %j", (code, expected) => {
    expect(isPlace(code)).toBe(expected)
  })
})

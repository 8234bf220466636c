import { ONE_CODE_OF_TWO } from "./other-names"
import { alpha2Of, codesOfName, hasSubdivisions, isSubdivisionCode } from "./subdivisions"

/** The parts of an address that place it, as people typed them. */
export interface AddressParts {
  country_code?: string | null
  province?: string | null
  /** Only of addresses of the United States' forces (APO, FPO, DPO), which have no province in the usual sense. */
  city?: string | null
  postal_code?: string | null
}

/** `reason` is a sentence for an operator; it quotes what was typed, at most 60 characters of it. */
export type RegionCodeResult = { ok: true; region_code: string } | { ok: false; reason: string }

/** Countries (alpha-2) whose subdivisions are regions of their own, whether or not there is a rule for one of them. */
export const DIVIDED_BY_DEFAULT: ReadonlySet<string> = new Set(["US", "CA", "AU"])

/** Prefixes of the postal codes of the United States' forces. */
const FORCES_BY_ZIP: readonly [RegExp, string][] = [
  [/^340/, "US-AA"],
  [/^09/, "US-AE"],
  [/^96[2-6]/, "US-AP"],
]
const FORCES_POST_OFFICE = /^[AFD]PO$/i

/**
 * The region an address lies in: ISO 3166-2 (`US-TX`) in a country that is divided, else the country's alpha-2 code
 * (`DE`), whatever is typed as its province.
 *
 * The country may be alpha-2 or alpha-3. The province may be a code with or without its country (`us-tx`, `US-TX`, `TX`,
 * `D.C.`), a name in ISO's spelling, accents and case aside (`Texas`, `quebec`), or an abbreviation (`Tex.`); a code with
 * its country does without `country_code`. Nothing is guessed: a name borne by two regions, or a country that contradicts
 * the province, is not ok. A territory that ISO lists twice (`PR` and `US-PR`) has one code (`US-PR`).
 *
 * @param divided alpha-2 codes of the countries that are divided, see `dividedCountries`.
 */
export function regionCodeOf(
  address: AddressParts,
  divided: ReadonlySet<string> = DIVIDED_BY_DEFAULT
): RegionCodeResult {
  const typedCountry = address.country_code?.trim() ?? ""
  const typedProvince = address.province?.trim() ?? ""
  const alpha2 = alpha2Of(typedCountry)
  const whole = wholeCodeIn(typedProvince)

  if (typedCountry && !alpha2) return refuse(`${quote(typedCountry)} is not an ISO 3166-1 country code`)
  if (!alpha2) {
    return whole ? found(whole, divided) : refuse(reasonWithoutCountry(typedProvince))
  }
  if (
    whole &&
    whole.slice(0, 2) !== alpha2 &&
    ONE_CODE_OF_TWO[alpha2] !== whole &&
    codesIn(alpha2, typedProvince).length === 0
  ) {
    return refuse(`the province ${quote(typedProvince)} is not in the country ${quote(typedCountry)}`)
  }

  const named = codesIn(alpha2, typedProvince)
  const codes = named.length > 0 ? named : forcesIn(alpha2, address)
  if (codes[0] && codes.length === 1) return found(codes[0], divided)
  // A territory that is a country of its own has no province to be asked for.
  if (ONE_CODE_OF_TWO[alpha2] || !hasSubdivisions(alpha2) || !divided.has(alpha2)) return found(alpha2, divided)
  if (codes.length > 1) return refuse(`${quote(typedProvince)} may be any of ${codes.join(", ")}: write the code`)
  return refuse(
    typedProvince
      ? `${quote(typedProvince)} is not a province of ${alpha2} in ISO 3166-2`
      : `the address in ${alpha2} has no province`
  )
}

/** Whether a code is one that `regionCodeOf` can answer. */
export function isRegionCode(code: string, divided: ReadonlySet<string> = DIVIDED_BY_DEFAULT): boolean {
  return isPlace(code) && regionOfPlace(code, divided) === code && !(divided.has(code) && hasSubdivisions(code))
}

/** Whether a code is a country or a subdivision, in capitals: what a rule may be for. */
export function isPlace(code: string): boolean {
  return isSubdivisionCode(code) || alpha2Of(code) === code
}

/**
 * The region that a place belongs to: the place itself where its country is divided, else the country; one code for a
 * territory that has two.
 */
export function regionOfPlace(code: string, divided: ReadonlySet<string> = DIVIDED_BY_DEFAULT): string {
  const one = ONE_CODE_OF_TWO[code] ?? code
  const country = one.slice(0, 2)
  return divided.has(country) ? one : country
}

/** The countries that are divided: some always, and each with a rule for one of its subdivisions. @param places of rules. */
export function dividedCountries(
  places: readonly string[],
  always: ReadonlySet<string> = DIVIDED_BY_DEFAULT
): ReadonlySet<string> {
  return new Set([...always, ...places.filter((place) => place.includes("-")).map((place) => place.slice(0, 2))])
}

/** Codes before names, both within the country: "La Paz" in Bolivia is no code of Laos. */
function codesIn(alpha2: string, province: string): string[] {
  const whole = wholeCodeIn(province)
  if (whole?.startsWith(`${alpha2}-`)) return [whole]
  const code = `${alpha2}-${province.toUpperCase().replace(/[^A-Z0-9]/g, "")}`
  return isSubdivisionCode(code) ? [code] : codesOfName(alpha2, province)
}

/** An address of the forces says APO instead of a place; its postal code says which part of the world it goes to. */
function forcesIn(alpha2: string, { province, city, postal_code }: AddressParts): string[] {
  const isForces = [province, city].some((text) => FORCES_POST_OFFICE.test(text?.trim() ?? ""))
  if (alpha2 !== "US" || !isForces) return []
  return FORCES_BY_ZIP.filter(([prefix]) => prefix.test(postal_code?.trim() ?? "")).map(([, code]) => code)
}

/** The ISO 3166-2 code typed in full (`us-tx`, `US_TX`, `US TX`), in capitals; null when it is anything else. */
function wholeCodeIn(province: string): string | null {
  const parts = /^([a-z]{2})\s*[-\u2010-\u2013_ ]\s*([a-z0-9]{1,3})$/i.exec(province)
  const code = parts ? `${parts[1]}-${parts[2]}`.toUpperCase() : ""
  return isSubdivisionCode(code) ? code : null
}

function reasonWithoutCountry(province: string): string {
  return province
    ? `the country is missing, and ${quote(province)} alone does not say which it is`
    : "the address has neither country nor province"
}

function found(place: string, divided: ReadonlySet<string>): RegionCodeResult {
  return { ok: true, region_code: regionOfPlace(place, divided) }
}

function refuse(reason: string): RegionCodeResult {
  return { ok: false, reason }
}

function quote(typed: string): string {
  return JSON.stringify(typed.length > 60 ? `${typed.slice(0, 60)}…` : typed)
}

/** The countries (alpha-2) in which an address may be written that lies in a place: `US-PR` is written US or PR. */
export function countriesOf(place: string): string[] {
  const twins = Object.entries(ONE_CODE_OF_TWO).filter(([, one]) => one === place || one.startsWith(`${place}-`))
  return [...new Set([place, ...twins.map(([two]) => two)].map((code) => code.slice(0, 2)))]
}

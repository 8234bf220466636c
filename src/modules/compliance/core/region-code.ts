import { alpha2Of, codesOfName, hasSubdivisions, isSubdivisionCode } from "./subdivisions"

/** The two parts of an address that place it, as people typed them. */
export interface AddressParts {
  country_code?: string | null
  province?: string | null
}

/** `reason` is a sentence for an operator; it quotes what was typed, at most 60 characters of it. */
export type RegionCodeResult = { ok: true; region_code: string } | { ok: false; reason: string }

/**
 * The region an address lies in: ISO 3166-2 (`US-TX`), or the country's alpha-2
 * code where ISO 3166-2 does not divide the country (`MQ`; any province typed there
 * is left aside).
 *
 * The country may be alpha-2 or alpha-3. The province may be a code with or
 * without its country (`us-tx`, `US-TX`, `TX`, `D.C.`) or a name in ISO's spelling,
 * accents and case aside (`Texas`, `Québec`, `quebec`); a code with its country
 * does without `country_code`. Nothing is guessed: a name borne by two regions, or
 * a country that contradicts the province, is not ok.
 *
 * A territory that ISO lists twice (`PR` and `US-PR`) has the code its address is
 * written in.
 */
export function regionCodeOf({ country_code, province }: AddressParts): RegionCodeResult {
  const typedCountry = country_code?.trim() ?? ""
  const typedProvince = province?.trim() ?? ""
  const alpha2 = alpha2Of(typedCountry)
  const whole = wholeCodeIn(typedProvince)

  if (typedCountry && !alpha2) {
    return refuse(`${quote(typedCountry)} is not an ISO 3166-1 country code`)
  }
  if (!alpha2) {
    return whole ? found(whole) : refuse(reasonWithoutCountry(typedProvince))
  }

  const named = codesOfProvince(alpha2, typedProvince)
  if (named[0] && named.length === 1) {
    return found(named[0])
  }
  if (named.length > 1) {
    return refuse(`${quote(typedProvince)} may be any of ${named.join(", ")}: write the code`)
  }
  if (whole) {
    return refuse(`the province ${quote(typedProvince)} is not in the country ${quote(typedCountry)}`)
  }
  if (!hasSubdivisions(alpha2)) {
    return found(alpha2)
  }
  return refuse(
    typedProvince
      ? `${quote(typedProvince)} is not a province of ${alpha2} in ISO 3166-2`
      : `the address in ${alpha2} has no province`
  )
}

/** Whether a code is one `regionCodeOf` can answer: an undivided country, or a subdivision, in capitals. */
export function isRegionCode(code: string): boolean {
  return isSubdivisionCode(code) || (alpha2Of(code) === code && !hasSubdivisions(code))
}

/** Codes before names, both within the country: "La Paz" in Bolivia is no code of Laos. */
function codesOfProvince(alpha2: string, province: string): string[] {
  const whole = wholeCodeIn(province)
  if (whole?.startsWith(`${alpha2}-`)) {
    return [whole]
  }
  const code = `${alpha2}-${province.toUpperCase().replace(/[^A-Z0-9]/g, "")}`
  return isSubdivisionCode(code) ? [code] : codesOfName(alpha2, province)
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

function found(regionCode: string): RegionCodeResult {
  return { ok: true, region_code: regionCode }
}

function refuse(reason: string): RegionCodeResult {
  return { ok: false, reason }
}

function quote(typed: string): string {
  return JSON.stringify(typed.length > 60 ? `${typed.slice(0, 60)}…` : typed)
}

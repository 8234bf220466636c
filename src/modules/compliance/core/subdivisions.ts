import { foldName } from "./fold-name"
import { ISO_3166_TABLE } from "./iso-3166-table"
import { COUNCILS_BY_NATION, OTHER_NAMES, POSTAL_SUBDIVISIONS } from "./other-names"

/** What the subdivisions of one country are called: folded name → every code that bears it. */
type CodesByName = Map<string, string[]>

const codesByNameByCountry = new Map<string, CodesByName>()
const alpha2ByAlpha3 = new Map<string, string>()
/** Whole code (`ES-S`) → the whole code it lies in (`ES-CB`), or null where that is the country. */
const outerByCode = new Map<string, string | null>()

for (const line of ISO_3166_TABLE) {
  readCountry(line)
}

for (const [nation, councils] of Object.entries(COUNCILS_BY_NATION)) {
  for (const council of councils.split(" ")) outerByCode.set(`GB-${council}`, `GB-${nation}`)
}
for (const [code, outer] of outerByCode) {
  // EAW, GBN and UKM are not places within England.
  if (code.startsWith("GB-") && outer === null && !/-(ENG|NIR|SCT|WLS|EAW|GBN|UKM)$/.test(code)) {
    outerByCode.set(code, "GB-ENG")
  }
}

function readCountry(line: string): void {
  const [country = "", ...listed] = line.split("|")
  const alpha2 = country.slice(0, 2)
  const entries = [...listed, ...(POSTAL_SUBDIVISIONS[alpha2] ?? [])]
  const codesByName: CodesByName = new Map()
  const subdivisions = entries.map((entry) => {
    const space = entry.indexOf(" ")
    const [part, outer] = entry.slice(0, space).split("<")
    return { code: `${alpha2}-${part}`, outer: outer ? `${alpha2}-${outer}` : null, name: entry.slice(space + 1) }
  })

  for (const { code, outer, name } of subdivisions) {
    outerByCode.set(code, outer)
    add(codesByName, name, code)
  }
  // After all official names: a spelling of ours must not make an official name ambiguous.
  const official = new Set(codesByName.keys())
  for (const { code, name } of subdivisions) {
    const spellings = [...otherSpellings(name), ...(OTHER_NAMES[code] ?? [])]
    for (const spelling of spellings.filter((other) => !official.has(foldName(other)))) {
      add(codesByName, spelling, code)
    }
  }

  codesByNameByCountry.set(alpha2, codesByName)
  alpha2ByAlpha3.set(country.slice(3), alpha2)
}

function add(codesByName: CodesByName, name: string, code: string): void {
  const folded = foldName(name)
  const codes = codesByName.get(folded) ?? []
  if (!codes.includes(code)) codesByName.set(folded, [...codes, code])
}

/**
 * `"Madrid, Comunidad de"` is written "Comunidad de Madrid", `"Guyane (française)"`
 * is written "Guyane". What stands before the comma is not enough: "London" is not
 * `"London, City of"`.
 */
function otherSpellings(name: string): string[] {
  const bare = name.replace(/\(.*?\)/gu, "")
  const [head, tail, ...rest] = bare.split(",")
  const turned = head && tail && rest.length === 0 ? [`${tail} ${head}`] : []
  return [bare, ...turned]
}

/** The alpha-2 code, in capitals, of a country given as alpha-2 or alpha-3 in any case; null when there is none. */
export function alpha2Of(country: string): string | null {
  const code = country.toUpperCase()
  return codesByNameByCountry.has(code) ? code : (alpha2ByAlpha3.get(code) ?? null)
}

/** Whether ISO 3166-2 divides the country (alpha-2, capitals) at all. */
export function hasSubdivisions(alpha2: string): boolean {
  return (codesByNameByCountry.get(alpha2)?.size ?? 0) > 0
}

/** Whether the code, in capitals and whole (`US-TX`), is in ISO 3166-2, or is one of the post's. */
export function isSubdivisionCode(code: string): boolean {
  return outerByCode.has(code)
}

/**
 * The codes that a name may mean in a country: none when no subdivision has the name,
 * several when the name is ambiguous. Where one namesake contains all others (Spain's
 * Cantabria is a province and the community that contains it), the outer one is the
 * answer: an address in either is in the outer one.
 */
export function codesOfName(alpha2: string, name: string): string[] {
  const codes = codesByNameByCountry.get(alpha2)?.get(foldName(name)) ?? []
  const around = codes.find((outer) => codes.every((inner) => inner === outer || isWithin(inner, outer)))
  return around ? [around] : codes
}

/** The region and every one around it, up to the country: `GB-CMD`, `GB-ENG`, `GB`. */
export function regionsAround(code: string): string[] {
  const around = [code]
  for (let outer = outerByCode.get(code); outer; outer = outerByCode.get(outer)) around.push(outer)
  return code.includes("-") ? [...around, code.slice(0, 2)] : around
}

function isWithin(inner: string, outer: string): boolean {
  for (let code = outerByCode.get(inner); code; code = outerByCode.get(code)) {
    if (code === outer) {
      return true
    }
  }
  return false
}

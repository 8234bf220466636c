import { matchesType } from "./core"
import type { EventType } from "./types"

export interface EventGroup {
  domain: string
  /** `order.*`; `null` where no single pattern takes the whole group (`inbound_fax`). */
  pattern: string | null
  types: EventType[]
}

/** The catalogue by domain, domains and names in alphabetical order. */
export function groupByDomain(types: readonly EventType[]): EventGroup[] {
  const domains = [...new Set(types.map((type) => type.domain))].sort()
  return domains.map((domain) => {
    const members = types.filter((type) => type.domain === domain).sort((a, b) => a.name.localeCompare(b.name))
    const pattern = `${domain}.*`
    const takesAll = members.every((type) => matchesType([pattern], type.name))
    return { domain, pattern: takesAll ? pattern : null, types: members }
  })
}

/** Adds a pattern and drops those it makes superfluous, or takes it away. */
export function toggled(selection: readonly string[], pattern: string, on: boolean): string[] {
  const others = selection.filter((one) => one !== pattern)
  return on ? [...others.filter((one) => !matchesType([pattern], one)), pattern] : others
}

/** @returns whether something broader than the type's own name already takes it. */
export function isCovered(selection: readonly string[], name: string): boolean {
  return matchesType(
    selection.filter((one) => one !== name),
    name
  )
}

/** Patterns the picker shows no box for, such as `file-request.files.*`. */
export function unlisted(selection: readonly string[], groups: readonly EventGroup[]): string[] {
  const listed = new Set([
    "*",
    ...groups.flatMap((group) => [group.pattern ?? "", ...group.types.map((type) => type.name)]),
  ])
  return selection.filter((one) => !listed.has(one))
}

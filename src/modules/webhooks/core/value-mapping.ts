import { valueAt, withValueAt } from "./data-path"

export { valueMappingsProblem } from "./value-mapping-problem"

/** A value mapping: how a subscription's receiver gets the value at one path. */
export interface ValueMapping {
  /** Dot path within `data`. */
  path: string
  /** The receiver's word for each of ours; a value not listed is sent as it is. */
  values?: Readonly<Record<string, string>>
  /** Values that the receiver must not see: events with them are not sent, and they never appear as a former state. */
  hidden?: readonly string[]
}

/** Where an event type keeps the new state and the former state; dot paths within `data`. */
export interface Transition {
  value: string
  previous?: string
}

/** The new and the former state in one event. */
export interface Step {
  value: unknown
  previous: unknown
}

export type MappedData = { data: unknown } | { hidden: true }

/**
 * The state that a receiver last saw before an event: the event's former state if it is visible, else the newest visible
 * new or former state among the earlier events.
 *
 * @returns `null` when the receiver has seen no state.
 */
export function lastVisible(hidden: ReadonlySet<string>, own: Step, historyNewestFirst: readonly Step[]): unknown {
  const earlier = [own.previous, ...historyNewestFirst.flatMap(({ value, previous }) => [value, previous])]
  return earlier.find((value) => value !== null && value !== undefined && !hidden.has(String(value))) ?? null
}

/**
 * @returns whether {@link mapValues} needs the earlier events of the same type and subject: only when the event leads
 *   from a hidden state to a visible one.
 */
export function needsHistory(
  mappings: readonly ValueMapping[],
  transition: Transition | undefined,
  data: unknown
): boolean {
  if (transition?.previous === undefined) return false
  const hidden = hiddenAt(mappings, transition.value)
  return isHidden(hidden, valueAt(data, transition.previous)) && !isHidden(hidden, valueAt(data, transition.value))
}

/**
 * An event's data with one subscription's value mappings applied. Does not change its arguments.
 *
 * @param historyNewestFirst earlier events of the same type and subject; may be empty unless {@link needsHistory}.
 * @returns hidden when the receiver must not get the event: its value is hidden, or it returns to the state that the
 *   receiver saw last.
 */
export function mapValues(
  data: unknown,
  mappings: readonly ValueMapping[],
  transition: Transition | undefined,
  historyNewestFirst: readonly Step[]
): MappedData {
  if (mappings.some(({ path, hidden }) => isHidden(new Set(hidden), valueAt(data, path)))) return { hidden: true }
  let shown = data
  if (transition?.previous !== undefined && needsHistory(mappings, transition, data)) {
    const own = { value: valueAt(data, transition.value), previous: valueAt(data, transition.previous) }
    const seen = lastVisible(hiddenAt(mappings, transition.value), own, historyNewestFirst)
    if (seen === own.value) return { hidden: true }
    shown = withValueAt(shown, transition.previous, seen)
  }
  for (const mapping of mappings) {
    const former = mapping.path === transition?.value ? transition.previous : undefined
    for (const path of [mapping.path, ...(former === undefined ? [] : [former])]) {
      shown = withValueAt(shown, path, mapped(mapping, valueAt(shown, path)))
    }
  }
  return { data: shown }
}

/**
 * An event's `previous` with the same value mappings applied: mapped words, no hidden states. Standard bodies carry
 * `previous`, which would otherwise reveal what `data` hides.
 */
export function mapPrevious(
  previous: unknown,
  mappings: readonly ValueMapping[],
  transition: Transition | undefined,
  historyNewestFirst: readonly Step[]
): unknown {
  return mappings.reduce((shown, mapping) => {
    const value = valueAt(shown, mapping.path)
    const hidden = new Set(mapping.hidden)
    if (!isHidden(hidden, value)) return withValueAt(shown, mapping.path, mapped(mapping, value))
    const seen =
      mapping.path === transition?.value ? lastVisible(hidden, { value, previous: null }, historyNewestFirst) : null
    return withValueAt(shown, mapping.path, mapped(mapping, seen))
  }, previous)
}

function hiddenAt(mappings: readonly ValueMapping[], path: string): ReadonlySet<string> {
  return new Set(mappings.filter((mapping) => mapping.path === path).flatMap(({ hidden }) => hidden ?? []))
}

function isHidden(hidden: ReadonlySet<string>, value: unknown): boolean {
  return isScalar(value) && hidden.has(String(value))
}

function mapped({ values }: ValueMapping, value: unknown): unknown {
  return values && isScalar(value) && Object.hasOwn(values, String(value)) ? values[String(value)] : value
}

function isScalar(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
}

import { isRecord } from "./problem"
import { sameJson } from "./same-json"

/** The result of a comparison. */
export interface ChangedKeys {
  changes: Record<string, unknown>
  /** False when nothing differs; `changes` then holds the `always` keys alone. */
  changed: boolean
}

/** Objects nested deeper are given as a whole. Ends the recursion long before the stack does. */
const MAX_DEPTH = 64

/**
 * The changes that turn `before` into `after`, as a JSON merge patch (RFC 7396): changed keys with their new values,
 * objects key by key, removed keys as `null`, an array as one value. Since `null` means removal, a key that is `null`
 * and a key that is absent are the same.
 *
 * @param always top-level keys that are included even when unchanged, and come first: those that identify what the data is about.
 */
export function changedKeys(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  always: readonly string[]
): ChangedKeys {
  const changes = entriesThatChanged(before, after, 0)
  const kept = always.filter((key) => Object.hasOwn(after, key)).map((key): [string, unknown] => [key, after[key]])
  const others = changes.filter(([key]) => !kept.some(([name]) => name === key))
  return { changes: Object.fromEntries([...kept, ...others]), changed: changes.length > 0 }
}

function entriesThatChanged(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  depth: number
): [string, unknown][] {
  const keys = new Set([...Object.keys(after), ...Object.keys(before)])
  return [...keys].flatMap((key): [string, unknown][] => {
    const was = own(before, key)
    const is = own(after, key)
    if (isRecord(was) && isRecord(is) && depth < MAX_DEPTH) {
      const nested = entriesThatChanged(was, is, depth + 1)
      // From entries, for a key named __proto__ would otherwise set the prototype.
      return nested.length === 0 ? [] : [[key, Object.fromEntries(nested)]]
    }
    return sameJson(was, is) ? [] : [[key, is]]
  })
}

function own(of: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(of, key) ? (of[key] ?? null) : null
}

/** Looks into a body that may be anything: what is not there, or is something else, is `undefined` and never an error. */

/** @returns the value at a path of keys. Only what the body itself holds: `constructor` is no field. */
export function at(value: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((inner, key) => {
    const isRecord = typeof inner === "object" && inner !== null && !Array.isArray(inner)
    return isRecord && Object.hasOwn(inner, key) ? (inner as Record<string, unknown>)[key] : undefined
  }, value)
}

/** @returns the entries of a list at a path of keys; none where there is no list. */
export function listAt(value: unknown, ...keys: string[]): readonly unknown[] {
  const list = at(value, ...keys)
  return Array.isArray(list) ? list : []
}

/** @returns a text that is not empty. */
export function textAt(value: unknown, ...keys: string[]): string | undefined {
  const text = at(value, ...keys)
  return typeof text === "string" && text !== "" ? text : undefined
}

/** @returns an id as text. Vendors write ids as numbers, too; one beyond 2^53 has lost digits, and is no id any more. */
export function idAt(value: unknown, ...keys: string[]): string | undefined {
  const id = at(value, ...keys)
  return typeof id === "number" && Number.isSafeInteger(id) ? String(id) : textAt(value, ...keys)
}

/** @returns a number that can be reckoned with; some vendors write it as text. */
export function numberAt(value: unknown, ...keys: string[]): number | undefined {
  const number = at(value, ...keys)
  const read = typeof number === "string" && /^\d+([.]\d+)?$/.test(number) ? Number(number) : number
  return typeof read === "number" && Number.isFinite(read) ? read : undefined
}

import { isRecord, isUnsafeKey } from "./problem"

const MAX_CHARACTERS = 200

/** @returns why a dot path (`case.status.key`) can't be used, or `null` when it can. */
export function pathProblem(path: string): string | null {
  if (path.length > MAX_CHARACTERS) return `a path is longer than ${MAX_CHARACTERS} characters`
  const keys = path.split(".")
  if (keys.includes("")) return `"${path}" is not a path: its keys are joined by single dots`
  const unsafe = keys.find(isUnsafeKey)
  return unsafe === undefined ? null : `"${unsafe}" may not be part of a path`
}

/** @returns the value at a dot path through objects; `undefined` where there is none. */
export function valueAt(data: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), data)
}

/** @returns a copy of the data with another value at an existing path, in the same order of keys; the data itself where the path does not exist. */
export function withValueAt(data: unknown, path: string, value: unknown): unknown {
  const [key, ...rest] = path.split(".")
  if (key === undefined || !isRecord(data) || !Object.hasOwn(data, key)) return data
  return { ...data, [key]: rest.length === 0 ? value : withValueAt(data[key], rest.join("."), value) }
}

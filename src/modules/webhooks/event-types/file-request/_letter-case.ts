import { isRecord } from "../../core/problem"

/** `createdAt` → `created_at`. */
export function toSnake(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** `created_at` → `createdAt`. */
export function toCamel(key: string): string {
  return key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
}

/** The same value with every key renamed, at every level down to `MAX_DEPTH`; order stays. */
export function withKeys(value: unknown, rename: (key: string) => string, depth = 0): unknown {
  if (depth > MAX_DEPTH) return value
  if (Array.isArray(value)) return value.map((item) => withKeys(item, rename, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [rename(key), withKeys(item, rename, depth + 1)])
  )
}

/** Deeper than any file request; bounds the recursion. */
const MAX_DEPTH = 64

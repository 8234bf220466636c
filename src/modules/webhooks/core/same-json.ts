import { isRecord } from "./problem"

/**
 * @returns whether two JSON values are equal, whatever the order of their keys. Uses a list instead of recursion, which
 *   would end in a stack overflow on data nested as deeply as the body limit allows.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  const pending: [unknown, unknown][] = [[a, b]]
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length !== right.length) return false
      for (const [index, item] of left.entries()) pending.push([item, right[index]])
    } else if (isRecord(left) && isRecord(right)) {
      const keys = Object.keys(left)
      if (keys.length !== Object.keys(right).length) return false
      for (const key of keys) {
        if (!Object.hasOwn(right, key)) return false
        pending.push([left[key], right[key]])
      }
    } else if (left !== right) return false
  }
  return true
}

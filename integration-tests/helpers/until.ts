import { setTimeout as sleep } from "node:timers/promises"

const POLL_MS = 25

interface Waiting {
  /** What is waited for; the error names it. */
  what: string
  timeout_ms?: number
}

/**
 * Waits until `condition` gives something other than `undefined`, `null` or `false`, and returns it. The only
 * place where a test polls: a spec that sleeps is slow when it passes and wrong when the machine is.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, timeout_ms = 10_000 }: Waiting
): Promise<Exclude<T, undefined | null | false>> {
  const giveUpAt = Date.now() + timeout_ms
  for (;;) {
    const value = await condition()
    if (value !== undefined && value !== null && value !== false) {
      return value as Exclude<T, undefined | null | false>
    }
    if (Date.now() > giveUpAt) throw new Error(`Waited ${timeout_ms} ms in vain for ${what}`)
    await sleep(POLL_MS)
  }
}

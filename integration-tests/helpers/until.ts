import { setTimeout as sleep } from "node:timers/promises"

const POLL_MS = 25

interface Waiting {
  /** What is waited for; the error names it. */
  what: string
  /** Generous by default: other specs may keep the machine busy, and what comes in time never waits for it. */
  timeout_ms?: number
}

const TIMEOUT_MS = 30_000

/**
 * Waits until `condition` gives something other than `undefined`, `null` or `false`, and returns it. The only
 * place where a test polls: a spec that sleeps is slow when it passes and wrong when the machine is.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, timeout_ms = TIMEOUT_MS }: Waiting
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

import { MedusaError } from "@medusajs/framework/utils"

/**
 * Refuses a `timeout_ms` above the process's own limit: it would be stored and shown, and never applied.
 * @param attemptTimeoutMs the process's own limit.
 * @throws MedusaError INVALID_DATA naming the field.
 */
export function requireTimeoutWithin(timeoutMs: number | null | undefined, attemptTimeoutMs: number): void {
  if (timeoutMs === null || timeoutMs === undefined || timeoutMs <= attemptTimeoutMs) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `timeout_ms: an attempt may take ${attemptTimeoutMs} ms here (option attemptTimeoutMs) (got ${timeoutMs})`
  )
}

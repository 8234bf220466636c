import { InvalidInput } from "../invalid-input"

/**
 * Refuses a `timeout_ms` above the process's own limit: it would be stored and shown, and never applied.
 * @param attemptTimeoutMs the process's own limit.
 * @throws InvalidInput
 */
export function requireTimeoutWithin(timeoutMs: number | null | undefined, attemptTimeoutMs: number): void {
  if (timeoutMs === null || timeoutMs === undefined || timeoutMs <= attemptTimeoutMs) return
  const message = `an attempt may take ${attemptTimeoutMs} ms here (option attemptTimeoutMs)`
  throw InvalidInput.ofField({ path: ["timeout_ms"], code: "too_big", message }, timeoutMs)
}

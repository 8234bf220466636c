import type { Verification } from "../../core/signature-scheme"

/** A signature that no live secret or key made: the reason is the same for all profiles, and helps no attacker. */
export const NO_FIT = "no signature fits a live secret or key"

/** @returns a refusal. The reason is for the log; the caller learns nothing of it. */
export function refused(reason: string): Verification {
  return { verified: false, reason }
}

/** @returns whether one of the signatures was made, or a refusal. */
export function fits(fit: boolean, messageId: string | null = null): Verification {
  return fit ? { verified: true, message_id: messageId } : refused(NO_FIT)
}

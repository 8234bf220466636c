import { MedusaError } from "@medusajs/framework/utils"
import { firstOutsideScope } from "../core/event-scope"
import { InvalidInput } from "../invalid-input"
import type { LoggedInPartner } from "./logins"

/**
 * The account that a partner's subscription is tied to: a practice's own account; for a vendor, the one it names, or none.
 * @param field the field's name in the caller's API, for the message.
 * @throws MedusaError FORBIDDEN when a practice names another account.
 */
export function accountWithin(
  { account_id }: LoggedInPartner,
  asked: string | null | undefined,
  field: readonly string[]
): string | null {
  if (account_id === null) return asked ?? null
  if (asked !== undefined && asked !== null && asked !== account_id) {
    throw forbidden([...field], "not_your_account", "is not your account")
  }
  return account_id
}

/** @throws InvalidInput, forbidden, naming the first pattern that the partner may not subscribe to. */
export function requireWithin(
  { events }: LoggedInPartner,
  patterns: readonly string[],
  pathOf = (index: number): (string | number)[] => ["events", index]
): void {
  const index = firstOutsideScope(patterns, events)
  if (index < 0) return
  const message = `"${patterns[index]}" is not among your events (${events.join(", ")})`
  throw forbidden(pathOf(index), "not_your_event", message)
}

function forbidden(path: (string | number)[], code: string, message: string): InvalidInput {
  return new InvalidInput([{ path, code, message }], undefined, MedusaError.Types.FORBIDDEN)
}

import type { Logger } from "@medusajs/framework/types"
import { OnceAMinute } from "../core/once-a-minute"
import type { ClaimedDelivery } from "../store/claim-deliveries"
import type { SettledAttempt } from "../store/settle-attempts"

type Ids = Pick<ClaimedDelivery, "id" | "subscription_id">

/** Lines for staff about rows that can't be read or written: at most one a minute of each kind, for there may be thousands of them. */
export class StaffLog {
  private readonly lines = new OnceAMinute()

  constructor(private readonly logger: Logger) {}

  /** Some of the live secrets can't be decrypted; the others sign. */
  lostSecrets(delivery: Ids, count: number): void {
    const which = count === 1 ? "a live secret" : `${count} live secrets`
    this.write("secret", nameOf(delivery), `${which} can't be decrypted with the configured keys; the others sign`)
  }

  /** An attempt could not be made of what is stored. */
  unreadable(delivery: Ids, reason: string | null): void {
    this.write("unreadable", nameOf(delivery), `nothing was sent: ${reason ?? ""}`)
  }

  /** Something threw while an attempt was made. */
  fault(delivery: Ids, error: unknown): void {
    this.write("fault", nameOf(delivery), `a fault stopped an attempt: ${String(error)}`)
  }

  /** The database refused what was to be stored of an attempt. @param code its SQLSTATE: its words may repeat an answer. */
  unwritable({ delivery_id, subscription_id }: SettledAttempt, code: string | null): void {
    const name = nameOf({ id: delivery_id, subscription_id })
    this.write("unwritable", name, `the database refused the texts of an attempt (${code}); it is stored without them`)
  }

  /** Operators can't be informed of a failing, or disabled, subscription. */
  unpublished(error: Error): void {
    this.write("unpublished", "an event for operators", `it can't be published: ${error.message}`)
  }

  private write(kind: string, name: string, text: string): void {
    const unsaidCount = this.lines.count(kind, performance.now())
    if (unsaidCount === null) return
    const more = unsaidCount > 0 ? ` (and ${unsaidCount} more such since the last line)` : ""
    this.logger.warn(`webhooks: ${name}: ${text}${more}`)
  }
}

function nameOf({ id, subscription_id }: Ids): string {
  return `delivery ${id} of subscription ${subscription_id}`
}

import { queryDatabase } from "../../helpers/services/database"
import type { FaultReceiver } from "../../helpers/receivers/fault-receiver"

/** Every event that was accepted, and what each subscription got of it. */
export interface Ledger {
  events: number
  /** Deliveries that should exist: events times subscriptions. */
  owed: number
  delivered: number
  /** Given up with a reason, by reason. */
  givenUp: Map<string, number>
  /** Arrivals beyond each delivery's first. */
  duplicates: number
  /** What nobody can explain; each must be empty. */
  missing: string[]
  unsettled: string[]
  /** Called delivered, but never answered by a receiver. */
  invented: string[]
  /** Given up without a reason. */
  unexplained: string[]
}

interface Row {
  id: string
  event_id: string
  subscription_id: string
  status: string
  outcome: string | null
  failure_reason: string | null
}

export async function readLedger(
  databaseUrl: string,
  eventIds: readonly string[],
  subscriptionIds: readonly string[],
  receivers: readonly FaultReceiver[]
): Promise<Ledger> {
  const rows = await queryDatabase<Row>(
    databaseUrl,
    "SELECT id, event_id, subscription_id, status, outcome, failure_reason FROM webhook_delivery"
  )
  const owed = new Set(eventIds.flatMap((eventId) => subscriptionIds.map((id) => `${eventId} for ${id}`)))
  const missing = new Set(owed)
  const ledger: Ledger = {
    events: eventIds.length,
    owed: owed.size,
    delivered: 0,
    givenUp: new Map(),
    duplicates: 0,
    missing: [],
    unsettled: [],
    invented: [],
    unexplained: [],
  }
  const answered = (id: string) => receivers.some(({ receipts }) => (receipts.get(id)?.answeredCount ?? 0) > 0)
  for (const { id, event_id, subscription_id, status, outcome, failure_reason } of rows) {
    missing.delete(`${event_id} for ${subscription_id}`)
    if (status === "delivered") {
      ledger.delivered++
      if (!answered(id)) ledger.invented.push(id)
    } else if (status === "failed" || status === "cancelled") {
      const reason = `${status}: ${outcome ?? "no reason"}`
      ledger.givenUp.set(reason, (ledger.givenUp.get(reason) ?? 0) + 1)
      if (status === "failed" && !failure_reason) ledger.unexplained.push(id)
    } else {
      ledger.unsettled.push(`${id} ${status}`)
    }
  }
  ledger.missing = [...missing]
  for (const { receipts } of receivers)
    for (const { receivedCount } of receipts.values()) ledger.duplicates += receivedCount - 1
  return ledger
}

export function unaccountedIn({ missing, unsettled, invented, unexplained }: Ledger): number {
  return missing.length + unsettled.length + invented.length + unexplained.length
}

/** The ledger as lines of text. */
export function printed(ledger: Ledger, faults: ReadonlyMap<string, number>): string {
  const line = (name: string, value: number | string) => `  ${name.padEnd(34)} ${value}`
  const shown = (ids: readonly string[]) => (ids.length === 0 ? "0" : `${ids.length} (${ids.slice(0, 3).join(", ")}…)`)
  return [
    line("events published", ledger.events),
    line("deliveries owed", ledger.owed),
    line("delivered", ledger.delivered),
    ...[...ledger.givenUp].map(([reason, count]) => line(reason, count)),
    line("duplicates", ledger.duplicates),
    ...[...faults].sort().map(([name, count]) => line(name, count)),
    line("never became a delivery", shown(ledger.missing)),
    line("not settled", shown(ledger.unsettled)),
    line("called delivered, never answered", shown(ledger.invented)),
    line("given up without a reason", shown(ledger.unexplained)),
  ].join("\n")
}

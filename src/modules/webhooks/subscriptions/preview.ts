import { matchesType } from "../core/event-pattern"
import { FORMATS } from "../core/formats"
import type { EventType } from "../event-type"
import { deliveryRow, projectStored } from "../publishing/fan-out"
import type { ProjectionRules, Withheld } from "../publishing/projection"
import type { Db } from "../store/db"
import { recentEvents, type RecentEvent } from "../store/recent-events"

/** The settings of a subscription, which need not be saved. */
export interface PreviewTarget extends ProjectionRules {
  id: string
  events: string[]
  format: string
}

export type NotSentBecause = Withheld | "account" | "callback" | "nothing_changed"

const WHY: Record<NotSentBecause, string> = {
  account: "the event belongs to another account",
  callback: "the event named a callback URL and went there only",
  nothing_changed: "nothing had changed, so no delivery was made",
  sender: "the subscription belongs to the party that caused the event",
  hidden_value: "a value is hidden from this subscription, or nothing changed visibly",
  conditions: "the conditions are not met",
}

/** What one past event would be for the subscription. */
export interface Preview {
  event_id: string
  type: string
  subject: string | null
  occurred_at: Date
  would_send: boolean
  reason: NotSentBecause | null
  /** The reason in words. */
  explanation: string | null
  /** The exact body, parsed; `null` when the event would not be sent. */
  body: unknown
}

/** Preview: shows, for each of the last events of a subscription's types, whether it would be sent, and the body. Writes nothing. */
export async function preview(
  db: Db,
  target: PreviewTarget,
  catalogue: ReadonlyMap<string, EventType>,
  limit: number
): Promise<Preview[]> {
  const types = [...catalogue.keys()].filter((type) => matchesType(target.events, type))
  const previews: Preview[] = []
  for (const event of await recentEvents(db, types, limit)) {
    const type = catalogue.get(event.type)
    if (type) previews.push({ ...head(event), ...(await outcomeOf(db, event, type, target)) })
  }
  return previews
}

const head = ({ id, type, subject, occurred_at }: RecentEvent) => ({ event_id: id, type, subject, occurred_at })

async function outcomeOf(
  db: Db,
  event: RecentEvent,
  type: EventType,
  target: PreviewTarget
): Promise<Pick<Preview, "would_send" | "reason" | "explanation" | "body">> {
  const not = (reason: NotSentBecause) => ({ would_send: false, reason, explanation: WHY[reason], body: null })
  if (event.callback_url !== null) return not("callback")
  if (event.nothing_changed) return not("nothing_changed")
  const { account_id } = target
  if (account_id !== null && account_id !== event.account_id && !event.parties?.includes(account_id))
    return not("account")
  const view = await projectStored(db, type, event, target)
  if ("withheld" in view) return not(view.withheld)
  // The row that a delivery would have, so that the body is rendered from the same texts as in a worker.
  const { data, previous } = deliveryRow(event, { subscription_id: target.id, format: target.format }, view, "")
  const own = data === null ? {} : { data, previous }
  const body = FORMATS[target.format]?.render(
    { ...event, ...own },
    { subscription_id: target.id, api_version: view.api_version }
  )
  return {
    would_send: true,
    reason: null,
    explanation: null,
    body: body === undefined ? null : (JSON.parse(body) as unknown),
  }
}

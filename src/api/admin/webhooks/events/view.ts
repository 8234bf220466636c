export interface EventRecord {
  id: string
  type: string
  subject: string | null
  account_id: string | null
  parties: string[] | null
  actor: string | null
  callback_url: string | null
  nothing_changed: boolean
  idempotency_key: string
  data: string
  previous: string | null
  payload_removed_at: Date | string | null
  occurred_at: Date | string
  created_at: Date | string
}

/** An event as lists show it: without `data`, which may be 256 KiB. */
export function eventSummary({
  id,
  type,
  subject,
  account_id,
  parties,
  actor,
  callback_url,
  nothing_changed,
  ...rest
}: EventRecord) {
  const { idempotency_key, payload_removed_at, occurred_at, created_at } = rest
  return {
    id,
    type,
    subject,
    account_id,
    parties,
    actor,
    callback_url,
    nothing_changed,
    idempotency_key,
    payload_removed_at,
    occurred_at,
    created_at,
  }
}

/** An event with what it told. */
export function eventView(row: EventRecord) {
  return {
    ...eventSummary(row),
    data: JSON.parse(row.data) as unknown,
    previous: row.previous === null ? null : (JSON.parse(row.previous) as unknown),
  }
}

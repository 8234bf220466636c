interface InboundRecord {
  id: string
  source_id: string
  kind: string
  dedupe_key: string
  body: string
  status: string
  result: string | null
  error: string | null
  tries: number
  next_try_at: Date | string | null
  processed_at: Date | string | null
  created_at: Date | string
  updated_at: Date | string
}

/** A message as lists show it: without the body. */
export function inboundSummary(row: InboundRecord) {
  const { id, source_id, kind, status, error, tries, next_try_at, processed_at, created_at, updated_at } = row
  return { id, source_id, kind, status, error, tries, next_try_at, processed_at, created_at, updated_at }
}

/** A message with what was sent, as it was sent, and what was answered. */
export function inboundView(row: InboundRecord) {
  return {
    ...inboundSummary(row),
    body: row.body,
    result: row.result === null ? null : (JSON.parse(row.result) as unknown),
  }
}

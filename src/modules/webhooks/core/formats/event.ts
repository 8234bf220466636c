import type { Format } from "../format"
import { isRecord } from "../problem"

/** Finds keys, at any level, that may clash with the envelope's, or that JavaScript would move before them. */
const NEEDS_MERGING = /"(?:id|createdAt|type|\d+)":/

/**
 * `{ event: { id, createdAt, type, …data } }`: the envelope of seed documents 000 and 001. The envelope's keys win over
 * those of `data`, so that each key is there once and `id` always is the event's.
 */
export default {
  id: "event",
  description: "{ event: { id, createdAt, type, …data } }",
  render({ id, type, occurred_at, data }) {
    const envelope = { id, createdAt: occurred_at.toISOString(), type }
    if (data.startsWith('{"') && !NEEDS_MERGING.test(data)) {
      return `{"event":${JSON.stringify(envelope).slice(0, -1)},${data.slice(1)}}`
    }
    const parsed: unknown = JSON.parse(data)
    return JSON.stringify({ event: { ...envelope, ...(isRecord(parsed) ? parsed : { data: parsed }), ...envelope } })
  },
} satisfies Format

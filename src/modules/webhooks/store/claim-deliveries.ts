import { tellingNoValues, type Db } from "./db"

/** A delivery that this worker alone may attempt until its lease runs out, with all that the attempt needs. */
export interface ClaimedDelivery {
  id: string
  lease_token: string
  attempts: number
  format: string
  api_version: string
  event_id: string
  event_type: string
  data: string
  previous: string | null
  occurred_at: Date
  traceparent: string | null
  subscription_id: string
  url: string
  /** Sealed. */
  url_password: string | null
  transport: string
  method: string
  headers: { name: string; value: string }[] | null
  retry_policy: string
  max_retries: number
  retry_interval_seconds: number | null
  client_error_policy: string
  signature_scheme: string
  timeout_ms: number | null
  max_concurrency: number | null
  failing_since: Date | null
  consecutive_failures: number
  slots: number | null
  /** Sealed, newest first. */
  secrets: string[]
}

export interface Claim {
  deliveries: ClaimedDelivery[]
  /** When the next request of a rate-limited subscription is allowed that has more due; `null` when none has. */
  look_again_ms: number | null
}

export interface ClaimInput {
  limit: number
  now: Date
  leaseMs: number
  /** A UUID. */
  lease_token: string
  /** For subscriptions that name no number of their own. */
  defaultMaxConcurrency: number
  /** Leased by this worker, answered, and not yet written down: their slots are free again. */
  offWireIds: readonly string[]
}

/**
 * Leases due deliveries: at most `limit`, at most each subscription's free slots, first attempts before retries,
 * and subscriptions in turns, so that a long backlog of one does not delay the others. The statement itself is the
 * database function `webhook_claim`: see its migration.
 *
 * Due times are compared with `now` (a test's clock may move), leases with the database's clock (workers may disagree).
 */
export async function claimDeliveries(db: Db, input: ClaimInput): Promise<Claim> {
  const results = (await tellingNoValues(() => db.raw(claimSql(input)))) as { rows: unknown[] }[]
  const [claimed, again] = results
  return {
    deliveries: (claimed?.rows ?? []) as ClaimedDelivery[],
    look_again_ms: (again?.rows[0] as { look_again_ms: number | null } | undefined)?.look_again_ms ?? null,
  }
}

/**
 * Two statements in one message, one round trip. Such a message takes no bindings; every value in it is ours: a number,
 * an instant, a UUID, ids of deliveries.
 */
function claimSql({ limit, now, leaseMs, lease_token, defaultMaxConcurrency, offWireIds }: ClaimInput): string {
  const at = `'${now.toISOString()}'::timestamptz`
  const offWire = offWireIds.map((id) => `'${id.replaceAll("'", "")}'`).join(",")
  return `SELECT * FROM webhook_claim(${Number(limit)}, ${at}, ${Number(leaseMs)}, '${lease_token}', ${Number(defaultMaxConcurrency)}, ARRAY[${offWire}]::text[]);
    SELECT webhook_look_again_ms(${at}) AS look_again_ms`
}

import type { ClientErrorPolicy } from "../core/client-error-policy"
import type { CustomHeader } from "../core/custom-headers"
import type { FormatId } from "../core/format"
import type { RetryPolicyId } from "../core/retry-policy"
import type { SignatureSchemeId } from "../core/signature-scheme"
import { rowsOf, type Db } from "./db"

/** A leased delivery, with everything that its attempt needs. */
export interface ClaimedDelivery {
  id: string
  lease_token: string
  attempts: number
  format: FormatId
  api_version: string
  event_id: string
  event_type: string
  /** JSON; the text `null` where the payload was removed. */
  data: string
  previous: string | null
  occurred_at: Date
  traceparent: string | null
  subscription_id: string
  url: string
  /** Encrypted. */
  url_password: string | null
  transport: string
  method: string
  headers: CustomHeader[] | null
  retry_policy: RetryPolicyId
  max_retries: number
  retry_interval_seconds: number | null
  client_error_policy: ClientErrorPolicy
  signature_scheme: SignatureSchemeId
  timeout_ms: number | null
  max_concurrency: number | null
  failing_since: Date | null
  consecutive_failures: number
  slots: number | null
  /** Encrypted, newest first. */
  secrets: string[]
}

/** The result of a claim. */
export interface Claim {
  deliveries: ClaimedDelivery[]
  /** Milliseconds until a rate limit allows a delivery that is due; `null` when no rate limit holds one back. */
  lookAgainMs: number | null
}

/** The limits of a claim. */
export interface ClaimInput {
  limit: number
  now: Date
  leaseMs: number
  /** A UUID. */
  lease_token: string
  /** Requests in flight to subscriptions that set no number of their own. */
  defaultMaxConcurrency: number
  /** Ids of deliveries that this worker has leased, that are answered, and not yet settled: their slots are free again. */
  answeredIds: readonly string[]
}

/** A row of the claim; all but `look_again_ms` is null in the one row of a claim that leased nothing. */
type ClaimRow = (ClaimedDelivery | { id: null }) & { look_again_ms: number | null }

/**
 * Claims: leases due deliveries, at most `limit`, at most each subscription's free slots, first attempts before retries,
 * and subscriptions in turns, so that a long backlog of one does not delay the others. The work is done by the database
 * functions `webhook_claim` and `webhook_look_again_ms` (store/functions), in one round trip.
 *
 * Due times are compared with `now` (a test may move its clock), leases with the database's clock (workers' clocks may differ).
 */
export async function claimDeliveries(db: Db, input: ClaimInput): Promise<Claim> {
  const { limit, now, leaseMs, lease_token, defaultMaxConcurrency, answeredIds: answeredIds } = input
  const rows = await rowsOf<ClaimRow>(
    db,
    // The count makes Postgres finish the claim before it reads what the claim left of the rate limits.
    `WITH claimed AS MATERIALIZED (SELECT * FROM webhook_claim(?, ?, ?, ?, ?, ?::text[]))
     SELECT claimed.*, again.look_again_ms
     FROM (SELECT count(*) AS count FROM claimed) done
     CROSS JOIN LATERAL (SELECT webhook_look_again_ms(?) AS look_again_ms WHERE done.count >= 0) again
     LEFT JOIN claimed ON true`,
    [limit, now, leaseMs, lease_token, defaultMaxConcurrency, [...answeredIds], now]
  )
  return {
    deliveries: rows.filter((row): row is ClaimedDelivery & ClaimRow => row.id !== null),
    lookAgainMs: rows[0]?.look_again_ms ?? null,
  }
}

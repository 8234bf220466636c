/**
 * The decisive lines outside core/, each broken in one way, and the spec that has to notice. Stryker can't run here: these
 * lines need a database. `from` stands in its file exactly once.
 */
const at = (folder) => (file, what, from, to, killer) => ({ file: `${folder}/${file}`, what, from, to, killer })
const module = at("src/modules/webhooks")
const workflows = at("src/workflows")
const api = at("src/api")

export const SHELL_MUTANTS = [
  // Sending
  module("delivery/make-message.ts", "unsigned deliveries leave", "if (delivery.secrets.length === 0)", "if (false)", "modules leases"),
  module("delivery/dispatcher.ts", "leases are never stale", "performance.now() - claimedMs < options.leaseMarginMs / 2", "true", "modules leases"),
  module("delivery/dispatcher.ts", "attempts are not counted", "const attemptNumber = delivery.attempts + 1", "const attemptNumber = delivery.attempts", "modules webhooks/retries"),
  module("delivery/dispatcher.ts", "a subscription's own timeout is ignored", "delivery.timeout_ms ?? options.attemptTimeoutMs", "options.attemptTimeoutMs", "modules leases"),
  module("delivery/make-message.ts", "a format that is not known is a fault", "if (!format) return", "if (false) return", "modules leases"),
  module("queue-engines/_worker-loop.ts", "stale leases are sent", "if (lease.isFresh()) this.attempt(lease)", "if (true) this.attempt(lease)", "modules leases"),
  module("queue-engines/_worker-loop.ts", "payloads are held without bound", "this.heldBytes >= MAX_HELD_BYTES", "false", "unit worker-loop"),
  module("queue-engines/_worker-loop.ts", "one claim takes everything", "const limit = Math.min(this.roomFor(), MAX_CLAIM)", "const limit = this.roomFor()", "unit worker-loop"),
  module("transports/_guarded-connect.ts", "private literals are dialled", "if (refusal) return callback(new BlockedTargetError(refusal), null)", "", "modules webhooks/targets"),
  module("transports/http/exchange.ts", "answers are read without end", "if (this.readBytes < this.options.readResponseBytes) return", "if (true) return", "modules hostile-targets"),

  // Settling
  module("delivery/settle.ts", "a probe's success is not noted", "if (!succeeded || !wasHealthy)", "if (!succeeded)", "modules fairness"),
  module("delivery/settle.ts", "a 410 does not switch off", 'gone: result.gone || outcome === "gone"', "gone: result.gone", "modules webhooks/retries"),
  module("delivery/settle.ts", "attempts on lost leases count", "batch.filter(({ attempt }) => moved.has(attempt.delivery_id))", "batch", "modules leases"),
  module("delivery/group-commit.ts", "a database that is away is not waited for", "if (performance.now() + pauseMs > giveUpAt) throw error", "throw error", "unit group-commit"),
  module("delivery/group-commit.ts", "a batch takes all", "this.waiting.splice(0, this.options.maxBatch)", "this.waiting.splice(0)", "unit group-commit"),
  module("store/functions/settle.sql.ts", "anybody's lease settles", " AND l.token = s.lease_token", "", "modules webhooks/claim"),
  module("store/functions/settle.sql.ts", "what was cancelled is settled", " AND d.status IN ('pending', 'retrying')", "", "modules webhooks/claim"),

  // Claiming
  module("store/functions/claim.sql.ts", "retries before first attempts of others", "ORDER BY turn.status, turn.place, turn.next_retry_at", "ORDER BY turn.next_retry_at", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "retries before first attempts of the same", "OVER (ORDER BY due.status, due.next_retry_at, due.id) AS place", "OVER (ORDER BY due.next_retry_at, due.id) AS place", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "the newest first", "ORDER BY d.next_retry_at, d.id LIMIT free.slots", "ORDER BY d.next_retry_at DESC, d.id LIMIT free.slots", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "what is not due is sent", " AND d.next_retry_at <= p_now", "", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "leased deliveries are leased again", " AND l.until > now())", " AND false)", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "paused receivers are called", " AND (s.paused_until IS NULL OR s.paused_until <= p_now)", "", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "switched off, and called", "WHERE s.active AND s.deleted_at IS NULL AND (s.paused_until", "WHERE s.deleted_at IS NULL AND (s.paused_until", "modules webhooks/claim"),
  module("store/functions/claim.sql.ts", "answered requests keep their slots", " AND l.delivery_id <> ALL (p_off_wire)", "", "modules webhooks/claim"),
  module("store/functions/look-again.sql.ts", "a rate limit is never looked at again", "AND ${RATE_TOKENS} < 1", "AND false", "modules webhooks/claim"),

  // Publishing
  module("store/match-subscriptions.ts", "another account's subscriptions match", "AND (listed.account_id IS NULL OR listed.account_id = e.account_id OR listed.account_id = ANY(e.parties))", "", "modules matching"),
  module("store/match-subscriptions.ts", "switched-off subscriptions match", "listed.events && e.patterns AND listed.active", "listed.events && e.patterns", "modules matching"),
  module("publishing/fan-out.ts", "a fallback gets everything", "const chosen = firstChoice.length > 0 ? firstChoice : seen", "const chosen = seen", "http scenarios/000"),
  module("publishing/fan-out.ts", "what did not change is sent", "row.callback_url === null && !row.nothing_changed", "row.callback_url === null", "http scenarios/003"),
  module("publishing/freeze.ts", "events of any size", "if (bytes > context.maxBodyBytes) {", "if (false) {", "http bad-input"),
  module("publishing/freeze.ts", "data and account contradict each other", "if (given !== null && named !== null && given !== named) {", "if (false) {", "http regression-said-once"),
  module("publishing/freeze.ts", "the sender gets its own message", "if (!type.counterpartOnly || only_subscription_id) return", "return", "http regression-said-once"),
  module("store/insert-events.ts", "a key means two events", "known !== undefined && differs(known, event)", "false", "http regression-said-once"),

  // Calls that come in
  module("store/sources.ts", "a source that is off may call", "WHERE active AND deleted_at", "WHERE deleted_at", "http emr"),
  module("inbound/inbox.ts", "a message is processed twice", 'if (message.status === "processed") return { result', "if (false) return { result", "http emr"),
  module("inbound/inbox.ts", "another body is a repeat", "this.hashOf(first.message) === bodyHash", "true", "http regression-same-id"),
  module("inbound/inbox.ts", "a message is tried for ever", "if (faults >= MAX_FAULTS)", "if (false)", "http regression-tries-end"),
  module("inbound/known-sources.ts", "one secret stops the others", "leftOut.push(`a secret can't be opened", "throw new Error(`a secret can't be opened", "http regression-unreadable"),
  module("core/inbound-identity.ts", "all messages are one", "`id:${sender_id}`", '"id:"', "http emr"),
  api("webhooks/door.ts", "unsigned calls are taken", 'if ("refused" in verification) return unauthorized(verification.refused, source)', "", "http emr"),
  api("webhooks/door.ts", "the rate is not kept", "if (excessSeconds > 0) return", "if (false) return", "http inbound-door"),
  api("webhooks/door.ts", "anybody uses up a source's rate", "if (early !== null) return", "if (inbox.rates.count(source, performance.now()) < 0 || early !== null) return", "http inbound-door"),
  api("webhooks/receive.ts", "a failed message is a 200", 'if (status === "processed") return { status: 200', "if (true) return { status: 200", "http emr"),

  // Partners
  module("partners/scope.ts", "partners subscribe to everything", "if (index < 0) return", "if (true) return", "http partners"),
  module("partners/scope.ts", "practices name other practices", "asked !== undefined && asked !== null && asked !== account_id", "false", "http partners"),
  module("partners/logins.ts", "a partner that is off may log in", "if (row?.active && isRight) {", "if (row && isRight) {", "http partner-logins"),
  module("partners/logins.ts", "guesses are not counted", "if (row) await countFailedLogin(this.db, row.id, now)", "if (row) void 0", "http partner-logins"),
  api("webhooks/partner/_access.ts", "others' subscriptions are one's own", "{ id, partner_id: partner.id }, { take: 1 }", "{ id }, { take: 1 }", "http partners"),

  // Secrets
  module("store/sources.ts", "ended secrets live on", " AND (k.expires_at IS NULL OR k.expires_at > ?)", " AND ?::timestamptz IS NOT NULL", "http emr"),
  module("store/signing-secrets.ts", "a rotation ends nothing", "WHERE owner_id = ? AND id <> ? AND (expires_at", "WHERE false AND owner_id = ? AND id <> ? AND (expires_at", "http emr"),

  // Retention and recovery
  module("store/retention.ts", "answers of open deliveries are emptied", " AND d.response_body IS NOT NULL AND d.status NOT IN (${OPEN}) RETURNING", " AND d.response_body IS NOT NULL RETURNING", "modules retention"),
  module("store/retention.ts", "open deliveries are deleted", "id > ? AND id < ? AND status NOT IN (${OPEN}) ORDER BY", "id > ? AND id < ? ORDER BY", "modules retention"),
  module("store/retention.ts", "payloads that are owed are emptied", "return `(${isNewest(event)}) OR EXISTS (", "return `(${isNewest(event)}) OR NOT EXISTS (", "modules retention"),
  module("store/retention.ts", "what a comparison needs is deleted", "AND NOT (${isNewest(\"old\")})", "", "modules retention"),
  workflows("shop-events/reconcile.ts", "the reconciler is a thousand minutes late", "const GRACE_MS = 60_000", "const GRACE_MS = 60_000_000", "unit reconciled-range"),
  workflows("shop-events/reconcile.ts", "the reconciler looks back an hour", "const LOOK_BACK_MS = 24 * 60", "const LOOK_BACK_MS = 60", "unit reconciled-range"),

  // What routes take
  api("_http/list.ts", "lists of any length", ".max(MAX_LIMIT)", "", "http bad-input"),
  api("_http/list.ts", "columns without an index are sorted by", 'orderable.includes(order.replace(/^-/, ""))', "true", "http bad-input"),
  module("subscriptions/input.ts", "a header twice", "new Set(list.map(({ name }) => name.toLowerCase())).size === list.length", "true", "http bad-input"),
  module("subscriptions/input.ts", "the mask is a value", "if (masked >= 0)", "if (false)", "http bad-input"),
  module("subscriptions/timeout.ts", "a timeout that nobody gets", "timeoutMs <= attemptTimeoutMs", "true", "http regression-said-once"),
  module("subscriptions/target.ts", "a URL that no transport takes", "if (refusal) return { path: [\"url\"], code: \"url\", message: refusal }", "", "http bad-input"),
]

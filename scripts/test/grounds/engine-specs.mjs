/**
 * Spec files of the suite `modules` that exercise the engine and the database, and so run on every ground. Not among them:
 * transports (they meet receivers, not the database), profiles of sources, telemetry, and compliance.
 */
export const ENGINE_SPECS = [
  // The three database functions and the tables, as the migrations leave them.
  "database-schema",
  "regression-functions-are-not-compiled",
  // Claims, leases, settling.
  "claim",
  "leases",
  "fairness",
  "retries",
  "scenario-002-retries",
  "regression-many-hanging-receivers",
  "regression-unreadable-rows",
  "regression-unwritable-attempt",
  // Publishing, matching, tracked changes.
  "matching",
  "callback-secrets",
  "regression-appeared-meanwhile",
  "regression-clocks",
  // Long walks over the tables: lists, replay, retention, re-encryption, comparing with the shop.
  "lists",
  "retention",
  "encryption-keys",
  "regression-one-walk-over-deletions",
  "upgraded-inbox",
].map((name) => `modules/webhooks/${name}\\.spec`)

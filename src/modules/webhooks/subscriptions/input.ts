import { z } from "@medusajs/framework/zod"
import { MASKED_VALUE, MAX_CUSTOM_HEADERS, headerRefusal } from "../core/custom-headers"
import { isEventPattern, matchesType } from "../core/event-pattern"
import { line, metadata, suppliedSecret, text } from "../core/fields"
import { FORMAT_IDS } from "../core/formats"
import { CLIENT_ERROR_POLICIES } from "../core/client-error-policy"
import { customIssue } from "../core/issue"
import { PRESETS, PRESET_IDS } from "../core/presets"
import { RETRY_POLICY_IDS, retryPolicyOf } from "../core/retry-policies"
import { MAX_RETRIES, MAX_RETRY_INTERVAL_SECONDS } from "../core/retry-policy"
import { SIGNATURE_SCHEME_IDS } from "../core/signature-schemes"
import { eventTypes } from "../event-types"
import { InvalidInput } from "../invalid-input"
import { transports } from "../transports"
import { conditionsInput, defaultVersion, valueMappingsInput, versionProblem } from "./rules"
import { newTargetProblem } from "./target"

export const HTTP_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const
export type HttpMethod = (typeof HTTP_METHODS)[number]

export const MAX_EVENT_PATTERNS = 100
/** Upper limit of the schema; the real limit is the process's `attemptTimeoutMs`, which is checked when the row is written. */
const MAX_TIMEOUT_MS = 600_000
const MAX_URL_CHARACTERS = 2_048
const transportIds = [...transports.keys()] as [string, ...string[]]
const versions = [...new Set([...eventTypes.values()].flatMap((type) => type.versions))] as [string, ...string[]]

const header = z.strictObject({ name: z.string(), value: z.string() }).superRefine((given, context) => {
  const refusal = headerRefusal(given)
  if (refusal) context.addIssue(customIssue({ ...refusal, path: [refusal.part] }))
})

/** An event type of the catalogue, or a pattern that matches one. */
export const eventPattern = z.string().superRefine((pattern, context) => {
  if (!isEventPattern(pattern)) {
    context.addIssue(
      customIssue({ path: [], code: "not_a_pattern", message: "must be an event type, a prefix such as order.*, or *" })
    )
  } else if (![...eventTypes.keys()].some((type) => matchesType([pattern], type))) {
    context.addIssue(
      customIssue({ path: [], code: "not_in_catalogue", message: "matches no event type of the catalogue" })
    )
  }
})

const fields = {
  name: line(200),
  description: text(2_000).nullable().optional(),
  url: text(MAX_URL_CHARACTERS),
  transport: z.enum(transportIds).optional(),
  method: z.enum(HTTP_METHODS).optional(),
  headers: z
    .array(header)
    .max(MAX_CUSTOM_HEADERS, `at most ${MAX_CUSTOM_HEADERS} headers`)
    .refine((list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length, {
      message: "a header name comes twice",
      params: { code: "header_twice" },
    })
    .optional(),
  events: z.array(eventPattern).min(1, "at least one event").max(MAX_EVENT_PATTERNS),
  active: z.boolean().optional(),
  retry_policy: z.enum(RETRY_POLICY_IDS).optional(),
  max_retries: z.int().min(0).max(MAX_RETRIES).optional(),
  retry_interval_seconds: z.int().min(1).max(MAX_RETRY_INTERVAL_SECONDS).nullable().optional(),
  client_error_policy: z.enum(CLIENT_ERROR_POLICIES).optional(),
  api_version: z.enum(versions).optional(),
  format: z.enum(FORMAT_IDS).optional(),
  signature_scheme: z.enum(SIGNATURE_SCHEME_IDS).optional(),
  account_id: line(200).nullable().optional(),
  timeout_ms: z.int().min(100).max(MAX_TIMEOUT_MS).nullable().optional(),
  max_concurrency: z.int().min(1).max(256).nullable().optional(),
  conditions: conditionsInput.optional(),
  value_mappings: valueMappingsInput.optional(),
  fallback: z.boolean().optional(),
  rate_limit_per_second: z.number().min(0.01).max(10_000).nullable().optional(),
  metadata: metadata.nullable().optional(),
}

/** Checks the URL and the method against the transport. An update is checked later, together with the stored row. */
function checkTarget(
  { url, transport = "http", method }: { url: string; transport?: string; method?: string },
  context: z.RefinementCtx
): void {
  const problem = newTargetProblem({ url, transport, method })
  if (problem) context.addIssue(customIssue(problem))
}

function checkVersion(
  { events, api_version }: { events: string[]; api_version?: string },
  context: z.RefinementCtx
): void {
  const problem = api_version === undefined ? null : versionProblem(events, api_version)
  if (problem) context.addIssue(customIssue(problem))
}

export const createSubscriptionInput = z
  .strictObject({
    ...fields,
    /** A preset of retry settings; a setting that is given as well overrides it. */
    preset: z.enum(PRESET_IDS).optional(),
    secret: suppliedSecret.optional(),
  })
  .superRefine(checkTarget)
  .superRefine(checkVersion)
  .superRefine((given, context) => {
    const masked = given.headers?.findIndex(({ value }) => value === MASKED_VALUE) ?? -1
    if (masked >= 0)
      context.addIssue(
        customIssue({
          path: ["headers", masked, "value"],
          code: "masked",
          message: "is the mask that is shown instead of a value",
        })
      )
  })
export type CreateSubscriptionInput = z.output<typeof createSubscriptionInput>

/** The input of a preview: the fields of a subscription that decide which events it gets, and the number of events. */
export const previewInput = z
  .strictObject({
    events: fields.events,
    account_id: fields.account_id,
    conditions: fields.conditions,
    value_mappings: fields.value_mappings,
    api_version: fields.api_version,
    format: fields.format,
    limit: z.int().min(1).max(50).default(10),
  })
  .superRefine(checkVersion)
export type PreviewInput = z.output<typeof previewInput>

export const updateSubscriptionInput = z.strictObject(fields).partial()
export type UpdateSubscriptionInput = z.output<typeof updateSubscriptionInput>

/** @returns the row of a new subscription, with defaults filled in. Header values are still in clear text. */
export function withDefaults({ secret: _secret, preset, conditions, ...asked }: CreateSubscriptionInput) {
  const given = { ...(preset && PRESETS[preset]?.settings), ...asked } as typeof asked
  const retryPolicy = given.retry_policy ?? "exponential"
  return {
    ...given,
    transport: given.transport ?? "http",
    method: given.method ?? "POST",
    headers: given.headers ?? [],
    active: given.active ?? true,
    retry_policy: retryPolicy,
    max_retries: given.max_retries ?? retryPolicyOf(retryPolicy).defaultMaxRetries,
    client_error_policy: given.client_error_policy ?? ("retry" as const),
    api_version: given.api_version ?? defaultVersion(given.events),
    format: given.format ?? ("standard" as const),
    signature_scheme: given.signature_scheme ?? ("standard" as const),
    conditions: conditions ? JSON.stringify(conditions) : null,
    value_mappings: (given.value_mappings ?? null) as Record<string, unknown> | null,
    fallback: given.fallback ?? false,
  }
}

/**
 * The columns that an update changes, consequences included: a new retry policy resets the number of retries, new events may
 * change the body version.
 * @throws MedusaError INVALID_DATA when the subscription's events do not have the requested version.
 */
export function changesOf(
  { conditions, value_mappings, ...given }: UpdateSubscriptionInput,
  stored: { events: string[]; api_version: string }
) {
  const fromPreset =
    given.retry_policy !== undefined && given.max_retries === undefined
      ? { max_retries: retryPolicyOf(given.retry_policy).defaultMaxRetries }
      : {}
  const events = given.events ?? stored.events
  const problem = versionProblem(events, given.api_version ?? stored.api_version)
  if (problem && given.api_version !== undefined) throw InvalidInput.ofField(problem, given.api_version)
  const version = problem ? { api_version: defaultVersion(events) } : {}
  const rules = {
    ...(conditions !== undefined && { conditions: conditions && JSON.stringify(conditions) }),
    ...(value_mappings !== undefined && { value_mappings: value_mappings as Record<string, unknown> | null }),
  }
  // Switched on again: earlier failures no longer count.
  const reactivated =
    given.active === true
      ? {
          disabled_reason: null,
          disabled_at: null,
          failing_since: null,
          consecutive_failures: 0,
          paused_until: null,
          slots: null,
        }
      : {}
  return { ...given, ...fromPreset, ...version, ...rules, ...reactivated }
}

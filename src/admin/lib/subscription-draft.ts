import { DEFAULT_RETRY_POLICY, type ClientErrorPolicy } from "./core"
import { textOf, valueOf } from "./json-text"
import type { CreateSubscriptionBody, Header, RetryPolicy, Subscription, Transport } from "./types"

/** A subscription as the form holds it: numbers and JSON as typed, nothing `null`. */
export interface SubscriptionDraft {
  name: string
  description: string
  transport: string
  url: string
  events: string[]
  /** Empty where the transport knows none. */
  method: NonNullable<CreateSubscriptionBody["method"]> | ""
  headers: Header[]
  retry_policy: string
  /** Empty: the policy's own. */
  max_retries: string
  /** Empty: the policy's own, or none. */
  retry_interval_seconds: string
  client_error_policy: ClientErrorPolicy
  format: string
  /** Empty: the events' own. */
  api_version: string
  signature_scheme: string
  account_id: string
  fallback: boolean
  conditions: string
  value_mappings: string
}

export const NEW_DRAFT: SubscriptionDraft = {
  name: "",
  description: "",
  transport: "http",
  url: "",
  events: [],
  method: "POST",
  headers: [],
  retry_policy: DEFAULT_RETRY_POLICY.id,
  max_retries: String(DEFAULT_RETRY_POLICY.defaultMaxRetries),
  retry_interval_seconds: "",
  client_error_policy: "retry",
  format: "standard",
  api_version: "",
  signature_scheme: "standard",
  account_id: "",
  fallback: false,
  conditions: "",
  value_mappings: "",
}

export const DRAFT_FIELDS = Object.keys(NEW_DRAFT)

export function draftOf(subscription: Subscription): SubscriptionDraft {
  const { name, transport, url, events, headers, retry_policy, client_error_policy, format, signature_scheme } =
    subscription
  const { api_version, fallback } = subscription
  return {
    ...{
      name,
      transport,
      url,
      events,
      headers,
      retry_policy,
      client_error_policy,
      format,
      signature_scheme,
      api_version,
      fallback,
    },
    method: subscription.method ?? "",
    description: subscription.description ?? "",
    account_id: subscription.account_id ?? "",
    conditions: textOf(subscription.conditions),
    value_mappings: textOf(subscription.value_mappings),
    max_retries: String(subscription.max_retries),
    retry_interval_seconds: String(subscription.retry_interval_seconds ?? ""),
  }
}

export const JSON_FIELDS = ["conditions", "value_mappings"] as const

/** Typed by hand: a number, or JSON, that is none goes out as typed. */
type Typed = "max_retries" | "retry_interval_seconds" | "conditions" | "value_mappings"

/** The API's body, as much of it as the form fills in. */
export type SubscriptionBody = Omit<CreateSubscriptionBody, Typed> & Partial<Record<Typed, unknown>>

/**
 * What is sent on create and on update alike. A number that isn't one goes out as typed, for the API to refuse by name.
 * @throws SyntaxError for JSON that isn't any.
 */
export function bodyOf(draft: SubscriptionDraft): SubscriptionBody {
  const { description, account_id, max_retries, retry_interval_seconds, headers, method, ...others } = draft
  const { api_version, conditions, value_mappings, ...plain } = others
  return {
    ...plain,
    ...(method === "" ? {} : { method }),
    ...(api_version === "" ? {} : { api_version }),
    conditions: valueOf(conditions),
    value_mappings: valueOf(value_mappings),
    description: description.trim() || null,
    account_id: account_id.trim() || null,
    headers: headers.filter(({ name, value }) => name !== "" || value !== ""),
    ...(max_retries === "" ? {} : { max_retries: numberOr(max_retries) }),
    retry_interval_seconds: retry_interval_seconds === "" ? null : numberOr(retry_interval_seconds),
  }
}

/** Another policy brings its own number of retries, and an interval where it heeds one. */
export function withPolicy(
  draft: SubscriptionDraft,
  { id, default_max_retries, default_retry_interval_seconds }: Omit<RetryPolicy, "schedule_ms">
): SubscriptionDraft {
  const interval = String(default_retry_interval_seconds ?? "")
  return { ...draft, retry_policy: id, max_retries: String(default_max_retries), retry_interval_seconds: interval }
}

/** Another transport may know no methods. */
export function withTransport(
  draft: SubscriptionDraft,
  { id, has_methods }: Pick<Transport, "id" | "has_methods">
): SubscriptionDraft {
  return { ...draft, transport: id, method: has_methods ? draft.method || NEW_DRAFT.method : "" }
}

function numberOr(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}

import { RETRY_POLICIES, type ClientErrorPolicy, type RetryPolicyId } from "./core"
import type { Header, SignatureSchemeId, Subscription, TransportId } from "./types"

/** A subscription as the form holds it: numbers as typed, nothing `null`. */
export interface SubscriptionDraft {
  name: string
  description: string
  transport: TransportId
  url: string
  events: string[]
  method: string
  headers: Header[]
  retry_policy: RetryPolicyId
  max_retries: string
  retry_interval_seconds: string
  client_error_policy: ClientErrorPolicy
  format: string
  signature_scheme: SignatureSchemeId
  account_id: string
}

const DEFAULT_INTERVAL_SECONDS = 300

export const NEW_DRAFT: SubscriptionDraft = {
  name: "",
  description: "",
  transport: "http",
  url: "",
  events: [],
  method: "POST",
  headers: [],
  retry_policy: "exponential",
  max_retries: String(RETRY_POLICIES.exponential.default_max_retries),
  retry_interval_seconds: String(DEFAULT_INTERVAL_SECONDS),
  client_error_policy: "retry",
  format: "standard",
  signature_scheme: "standard",
  account_id: "",
}

export const DRAFT_FIELDS = Object.keys(NEW_DRAFT)

export function draftOf(subscription: Subscription): SubscriptionDraft {
  const { name, transport, url, events, headers, retry_policy, client_error_policy, format, signature_scheme } = subscription
  return {
    ...{ name, transport, url, events, headers, retry_policy, client_error_policy, format, signature_scheme },
    method: subscription.method ?? NEW_DRAFT.method,
    description: subscription.description ?? "",
    account_id: subscription.account_id ?? "",
    max_retries: String(subscription.max_retries),
    retry_interval_seconds: String(subscription.retry_interval_seconds ?? DEFAULT_INTERVAL_SECONDS),
  }
}

/** What is sent on create and on update alike. A number that isn't one goes out as typed, for the API to refuse by name. */
export function bodyOf(draft: SubscriptionDraft) {
  const { description, account_id, max_retries, retry_interval_seconds, headers, method, ...plain } = draft
  return {
    ...plain,
    ...(plain.transport === "http" ? { method } : {}),
    description: description.trim() || null,
    account_id: account_id.trim() || null,
    headers: headers.filter(({ name, value }) => name !== "" || value !== ""),
    ...(plain.retry_policy === "none" ? { max_retries: 0 } : max_retries === "" ? {} : { max_retries: numberOr(max_retries) }),
    retry_interval_seconds: plain.retry_policy === "fixed" ? numberOr(retry_interval_seconds) : null,
  }
}

/** Another policy brings its own number of retries. */
export function withPolicy(draft: SubscriptionDraft, retry_policy: RetryPolicyId): SubscriptionDraft {
  return { ...draft, retry_policy, max_retries: String(RETRY_POLICIES[retry_policy].default_max_retries) }
}

function numberOr(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text
}

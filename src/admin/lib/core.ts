/**
 * The decisions of the server that the dashboard repeats to the operator: the same functions, so they can't differ. Only files
 * that read no folder: a browser has none. What is found in folders (formats, retry policies …) comes from the API.
 */
export { CLIENT_ERROR_POLICIES, type ClientErrorPolicy } from "../../modules/webhooks/core/client-error-policy"
export {
  DELIVERY_STATUSES,
  OPEN_STATUSES,
  transition,
  type DeliveryStatus,
} from "../../modules/webhooks/core/delivery-state"
export { matchesType } from "../../modules/webhooks/core/event-pattern"
export { default as DEFAULT_RETRY_POLICY } from "../../modules/webhooks/core/retry-policies/exponential"
export { MAX_RETRIES, MAX_RETRY_INTERVAL_SECONDS } from "../../modules/webhooks/core/retry-policy"

/** The decisions of the server that the dashboard repeats to the operator: the same functions, so they can't differ. */
export {
  DELIVERY_STATUSES,
  OPEN_STATUSES,
  transition,
  type DeliveryStatus,
} from "../../modules/webhooks/core/delivery-state"
export { matchesType } from "../../modules/webhooks/core/event-pattern"
export { CLIENT_ERROR_POLICIES, type ClientErrorPolicy } from "../../modules/webhooks/core/retry-decision"
export {
  RETRY_POLICIES,
  RETRY_POLICY_IDS,
  scheduleMs,
  type RetryPolicyId,
} from "../../modules/webhooks/core/retry-policies"

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RETRY_POLICIES } from "../../../../modules/webhooks/core/retry-policies"
import { withIssues } from "../../../_http/issues"
import { queryOf } from "../../../_http/validate"
import { retryPolicyView, type RetryPolicyListAnswer } from "./serializers"
import { AdminGetRetryPoliciesQuery } from "./validators"

/** What a subscription's `retry_policy` may be, and the schedule that its settings come to. */
export const GET = withIssues(async (req: MedusaRequest, res: MedusaResponse<RetryPolicyListAnswer>) => {
  const settings = queryOf(AdminGetRetryPoliciesQuery, req)
  const policies = Object.values(RETRY_POLICIES).map((policy) => retryPolicyView(policy, settings))
  res.json({ retry_policies: policies, count: policies.length, offset: 0, limit: policies.length })
})

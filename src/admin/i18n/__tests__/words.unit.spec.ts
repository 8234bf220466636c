import { OUTCOME_KINDS } from "../../../modules/webhooks/core/outcome"
import { SIGNATURE_SCHEME_IDS } from "../../../modules/webhooks/core/signature-schemes"
import { transports } from "../../../modules/webhooks/transports"
import { CLIENT_ERROR_POLICIES, DELIVERY_STATUSES, RETRY_POLICY_IDS } from "../../lib/core"
import { SIGNATURE_SCHEMES, TRANSPORTS } from "../../lib/types"
import { catalogue } from "../en/catalogue"

// Whoever adds a value to the core would otherwise see its bare id in the dashboard.
test.each([
  ["status", DELIVERY_STATUSES],
  ["outcome", OUTCOME_KINDS],
  ["retryPolicy", RETRY_POLICY_IDS],
  ["clientErrors", CLIENT_ERROR_POLICIES],
  ["signature", SIGNATURE_SCHEME_IDS],
  ["signatureHint", SIGNATURE_SCHEME_IDS],
  ["verifyHint", SIGNATURE_SCHEME_IDS],
  ["transport", [...transports.keys()]],
  ["urlHint", [...transports.keys()]],
] as const)("every %s has words", (group, ids) => {
  expect(Object.keys(catalogue[group])).toEqual(expect.arrayContaining([...ids]))
})

test("the form offers every transport", () => {
  expect([...TRANSPORTS].sort()).toEqual([...transports.keys()].sort())
})

test("the form offers every signature scheme", () => {
  expect([...SIGNATURE_SCHEMES].sort()).toEqual([...SIGNATURE_SCHEME_IDS].sort())
})

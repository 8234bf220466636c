import { FORMATS } from "../../../modules/webhooks/core/formats"
import { OUTCOME_KINDS } from "../../../modules/webhooks/core/outcome"
import { RETRY_POLICY_IDS } from "../../../modules/webhooks/core/retry-policies"
import { SIGNATURE_SCHEME_IDS } from "../../../modules/webhooks/core/signature-schemes"
import { transports } from "../../../modules/webhooks/transports"
import { CLIENT_ERROR_POLICIES, DELIVERY_STATUSES } from "../../lib/core"
import { catalogue } from "../en/catalogue"

// Whoever adds a value to the core would otherwise see its bare id in the dashboard.
test.each([
  ["status", DELIVERY_STATUSES],
  ["outcome", OUTCOME_KINDS],
  ["clientErrors", CLIENT_ERROR_POLICIES],
] as const)("every %s has words", (group, ids) => {
  expect(Object.keys(catalogue[group])).toEqual(expect.arrayContaining([...ids]))
})

// What is found in a folder may have none: the API's own show then. One that is gone keeps none.
test.each([
  ["transport", [...transports.keys()]],
  ["urlHint", [...transports.keys()]],
  ["outcome", [...OUTCOME_KINDS, ...[...transports.values()].flatMap(({ outcomes }) => Object.keys(outcomes))]],
  ["retryPolicy", RETRY_POLICY_IDS],
  ["signature", SIGNATURE_SCHEME_IDS],
  ["signatureHint", SIGNATURE_SCHEME_IDS],
  ["verifyHint", SIGNATURE_SCHEME_IDS],
  ["format", Object.keys(FORMATS)],
] as const)("every word of %s is about something that there is", (group, ids) => {
  expect([...ids]).toEqual(expect.arrayContaining(Object.keys(catalogue[group])))
})

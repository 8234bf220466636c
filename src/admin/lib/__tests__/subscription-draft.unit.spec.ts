import { retryPolicyOf } from "../../../modules/webhooks/core/retry-policies"
import { retryPolicyView } from "../../../api/admin/webhooks/retry-policies/serializers"
import { NEW_DRAFT, bodyOf, withPolicy, withTransport } from "../subscription-draft"

const policy = (id: string) => retryPolicyView(retryPolicyOf(id), {})
const DRAFT = { ...NEW_DRAFT, name: "Hub", url: "https://hub.example.com", events: ["order.*"] }

test("a new draft asks for the defaults of the API", () => {
  expect(bodyOf(DRAFT)).toEqual({
    name: "Hub",
    transport: "http",
    url: "https://hub.example.com",
    events: ["order.*"],
    description: null,
    account_id: null,
    method: "POST",
    headers: [],
    retry_policy: "exponential",
    max_retries: 8,
    retry_interval_seconds: null,
    client_error_policy: "retry",
    format: "standard",
    signature_scheme: "standard",
    fallback: false,
    conditions: null,
    value_mappings: null,
  })
})

test("another policy brings its own number of retries, and an interval only where it uses one", () => {
  expect(bodyOf(withPolicy(DRAFT, policy("fixed")))).toMatchObject({ max_retries: 15, retry_interval_seconds: 300 })
  expect(bodyOf(withPolicy(DRAFT, policy("none")))).toMatchObject({ max_retries: 0, retry_interval_seconds: null })
})

test("an empty number is left to the API, a wrong one goes out for it to refuse", () => {
  expect(bodyOf({ ...DRAFT, max_retries: "" })).not.toHaveProperty("max_retries")
  expect(bodyOf({ ...DRAFT, max_retries: "1.5" })).toMatchObject({ max_retries: "1.5" })
})

test("a broker is not told of an HTTP method", () => {
  const toBroker = withTransport(DRAFT, { id: "amqp", has_methods: false })
  expect(bodyOf(toBroker)).not.toHaveProperty("method")
  expect(bodyOf(withTransport(toBroker, { id: "http", has_methods: true }))).toMatchObject({ method: "POST" })
})

test("a header row that was never filled in is not sent", () => {
  const headers = [
    { name: "X-Key", value: "***" },
    { name: "", value: "" },
  ]
  expect(bodyOf({ ...DRAFT, headers }).headers).toEqual([{ name: "X-Key", value: "***" }])
})

test("JSON goes out as what it says, and the version only when one is chosen", () => {
  const body = bodyOf({ ...DRAFT, conditions: '{ "data.key": "DONE" }', value_mappings: "[]", api_version: "2" })
  expect(body).toMatchObject({ conditions: { "data.key": "DONE" }, value_mappings: [], api_version: "2" })
  expect(bodyOf(DRAFT)).not.toHaveProperty("api_version")
})

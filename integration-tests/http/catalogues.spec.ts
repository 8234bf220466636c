import type { RetryPolicyListAnswer } from "../../src/api/admin/webhooks/retry-policies/serializers"
import type { SignatureSchemeListAnswer } from "../../src/api/admin/webhooks/signature-schemes/serializers"
import type { TransportListAnswer } from "../../src/api/admin/webhooks/transports/serializers"
import type { Api } from "../helpers/shop/api"
import { shopUnderTest } from "../helpers/shop/shop-under-test"

/** What a form has to know of the things that are found in folders. */
describe("the API tells", () => {
  let admin: Api
  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })

  it("the transports, with the outcomes that are their own", async () => {
    const { status, body } = await admin.get<TransportListAnswer>("/admin/webhooks/transports")
    expect(status).toBe(200)
    expect(body.count).toBe(body.transports.length)
    const [amqp, http] = ["amqp", "http"].map((wanted) => body.transports.find(({ id }) => id === wanted))
    expect(http).toMatchObject({ has_methods: true, url_example: "https://partner.example/webhooks", outcomes: {} })
    expect(amqp).toMatchObject({ has_methods: false, outcomes: { unroutable: "No queue takes the message" } })
  })

  it("the signature schemes", async () => {
    const { body } = await admin.get<SignatureSchemeListAnswer>("/admin/webhooks/signature-schemes")
    expect(body.signature_schemes.map(({ id }) => id).sort()).toEqual(["hmac-sha256-hex", "standard"])
    for (const { title, description } of body.signature_schemes) expect(title && description).toBeTruthy()
  })

  it("the retry policies with their own schedules, or those of the settings that are given", async () => {
    const schedules = async (query = "") => {
      const { body } = await admin.get<RetryPolicyListAnswer>(`/admin/webhooks/retry-policies${query}`)
      return Object.fromEntries(body.retry_policies.map(({ id, schedule_ms }) => [id, schedule_ms]))
    }
    expect(await schedules()).toEqual({
      none: [],
      fixed: new Array(15).fill(300_000),
      exponential: [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 36_000_000, 36_000_000],
    })
    expect(await schedules("?max_retries=2&retry_interval_seconds=7")).toMatchObject({
      fixed: [7_000, 7_000],
      exponential: [5_000, 300_000],
    })
    const refused = await admin.get("/admin/webhooks/retry-policies?max_retries=101")
    expect(refused).toMatchObject({ status: 400, body: { issues: [{ path: ["max_retries"], code: "too_big" }] } })
  })
})

import { outgoingHeaders } from "../outgoing-message"
import { secretFromBytes } from "../secrets"
import { SIGNATURE_SCHEMES } from "../signature-schemes"

const input = {
  event_id: "evt_1",
  event_type: "order.placed",
  delivery_id: "dlv_1",
  attempt_number: 3,
  body: Buffer.from("{}"),
  scheme: SIGNATURE_SCHEMES.standard,
  secrets: [secretFromBytes(Buffer.alloc(32, 1))],
  traceparent: null,
  customHeaders: [{ name: "X-Api-Key", value: "key" }],
}
const NOW = new Date("2026-01-04T22:30:00.900Z")

describe("the headers of an attempt", () => {
  it("are those of design §5", () => {
    expect(outgoingHeaders(input, NOW)).toEqual({
      "x-api-key": "key",
      "content-type": "application/json",
      "user-agent": "medusa-webhooks/1",
      "webhook-id": "evt_1",
      "webhook-timestamp": "1767565800",
      "webhook-event-type": "order.placed",
      "webhook-delivery-id": "dlv_1",
      "webhook-attempt": "3",
      "webhook-signature": expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    })
  })

  it("can't be replaced by a subscription's own, even one that slipped past the check", () => {
    const customHeaders = [
      { name: "Webhook-Id", value: "forged" },
      { name: "Webhook-Signature", value: "v1,forged" },
    ]
    const headers = outgoingHeaders({ ...input, customHeaders }, NOW)
    expect(headers["webhook-id"]).toBe("evt_1")
    expect(headers["webhook-signature"]).not.toContain("forged")
  })

  it("carry the trace context of the publish where there is one", () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    expect(outgoingHeaders({ ...input, traceparent }, NOW)).toMatchObject({ traceparent })
    expect(outgoingHeaders(input, NOW)).not.toHaveProperty("traceparent")
  })

  it("have no standard signature under the other scheme", () => {
    const headers = outgoingHeaders({ ...input, scheme: SIGNATURE_SCHEMES["hmac-sha256-hex"]! }, NOW)
    expect(headers).not.toHaveProperty("webhook-signature")
    expect(headers["x-webhook-signature"]).toMatch(/^sha256=[0-9a-f]{64}$/)
  })
})

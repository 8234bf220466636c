import { Webhook } from "standardwebhooks"
import { hexHeaders } from "../../../../../../integration-tests/helpers/shop/emr"
import type { CallSubject, VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import { secretFromBytes } from "../../../core/secrets"
import { NOW, SUBJECT, earlyRefusal, itVerifies, verify } from "./_calls"

const WHSEC = secretFromBytes(Buffer.alloc(32, 1))
const BODY = '{"event":"video_call.completed"}'

function standardCall({ sentAt = NOW, secret = WHSEC }: CallSubject): VendorCall {
  const headers = {
    "webhook-id": "evt_1",
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
    "webhook-signature": secret === "" ? "v1,AAAA" : new Webhook(secret).sign("evt_1", sentAt, BODY),
  }
  return { profile: "standard", settings: {}, secret, url: "https://shop.example/", headers, body: BODY, fetched: {} }
}

describe("profile standard", () => {
  itVerifies(standardCall, { isTimed: true })

  it("takes the sender's id, which is signed", () => {
    expect(verify(standardCall(SUBJECT))).toEqual({ verified: true, message_id: "evt_1" })
  })

  it("passes over a secret of another form instead of failing", () => {
    expect(verify(standardCall(SUBJECT), { secrets: ["plain text", WHSEC] }).verified).toBe(true)
  })

  it("refuses a header without a v1 signature before the body is read", () => {
    expect(earlyRefusal(standardCall(SUBJECT), { headers: { "webhook-signature": "v1a,AAAA" } })).toContain("no v1")
    expect(earlyRefusal(standardCall(SUBJECT), { headers: { "webhook-timestamp": "today" } })).toContain("unix time")
  })
})

describe("profile hmac-sha256-hex", () => {
  const call = ({ secret = WHSEC }: CallSubject): VendorCall => ({
    ...{ profile: "hmac-sha256-hex", settings: {}, secret, url: "https://shop.example/", body: BODY, fetched: {} },
    headers: hexHeaders(BODY, secret),
  })
  itVerifies(call, { isTimed: false })

  it("has no id that is signed, and refuses another form of signature before the body is read", () => {
    expect(verify(call(SUBJECT))).toEqual({ verified: true, message_id: null })
    expect(earlyRefusal(call(SUBJECT), { headers: { "x-webhook-signature": "sha1=00" } })).toContain("64 hex digits")
  })
})

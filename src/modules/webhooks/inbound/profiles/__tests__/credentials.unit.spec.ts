import type { CallSubject, VendorCall } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import { SECRET, SUBJECT, earlyRefusal, itVerifies, settingsProblems, verify } from "./_calls"

const call = (
  profile: string,
  settings: Record<string, unknown>,
  authorization: string,
  secret: string
): VendorCall => ({
  ...{ profile, settings, secret, url: "https://shop.example/", body: "{}", fetched: {} },
  headers: { authorization },
})
const base64 = (text: string) => Buffer.from(text).toString("base64")

describe("profile bearer", () => {
  const bearer = ({ secret = SECRET }: CallSubject) => call("bearer", {}, `Bearer ${secret}`, secret)
  itVerifies(bearer, { isTimed: false, signsBody: false })

  it.each(["Bearer", "Bearer ", `Basic ${SECRET}`, SECRET, "Bearer a b", `Bearer ${"x".repeat(513)}`])(
    "refuses %j before the body is read",
    (header) => {
      expect(earlyRefusal(bearer(SUBJECT), { headers: { authorization: header } })).toContain("authorization")
      expect(verify(bearer(SUBJECT), { headers: { authorization: header } }).verified).toBe(false)
    }
  )

  it("takes the word Bearer in any case, and the token to the letter", () => {
    expect(verify(bearer(SUBJECT), { headers: { authorization: `bearer ${SECRET}` } }).verified).toBe(true)
    expect(verify(bearer(SUBJECT), { headers: { authorization: `Bearer ${SECRET.toUpperCase()}` } }).verified).toBe(
      false
    )
    expect(verify(bearer(SUBJECT), { headers: { authorization: `Bearer ${SECRET}x` } }).verified).toBe(false)
  })
})

describe("profile basic", () => {
  const settings = { username: "emr" }
  const basic = ({ secret = SECRET }: CallSubject) =>
    call("basic", settings, `Basic ${base64(`emr:${secret}`)}`, secret)
  itVerifies(basic, { isTimed: false, signsBody: false })

  it("takes a password with colons, and no other user", () => {
    expect(verify(basic({ ...SUBJECT, secret: "a:b:c:d:e" })).verified).toBe(true)
    const other = { headers: { authorization: `Basic ${base64(`other:${SECRET}`)}` } }
    expect(verify(basic(SUBJECT), other).verified).toBe(false)
  })

  it("refuses what is no base64 before the body is read", () => {
    expect(earlyRefusal(basic(SUBJECT), { headers: { authorization: "Basic emr:x" } })).toContain("authorization")
  })

  it.each([{}, { username: "" }, { username: "a:b" }, { username: "a\nb" }])("refuses the settings %j", (wrong) => {
    expect(settingsProblems("basic", wrong).join()).toContain("username")
  })
})

import { api, expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import {
  partnerApi,
  registerSelfService,
  type PartnerRecord,
  type SelfServicePartner,
} from "../helpers/shop/self-service"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { until } from "../helpers/until"

const PATH = "/webhooks/partner/subscriptions"
const PARTNERS = "/admin/webhooks/partners"

describe("logins of partners", () => {
  let admin: Api
  let partner: SelfServicePartner

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  beforeEach(async () => {
    partner = await registerSelfService(admin, { events: ["inbound_fax"] })
  })
  afterEach(() => partner.stop())

  const record = async () =>
    expectOk(await admin.get<{ partner: PartnerRecord }>(`${PARTNERS}/${partner.partner.id}`)).partner
  const guess = (applicationId = partner.partner.application_id) =>
    partnerApi(applicationId, "wrong").get<{ message: string }>(PATH)

  async function failures(count: number, applicationId?: string): Promise<void> {
    for (let n = 0; n < count; n++) expect(await guess(applicationId)).toMatchObject({ status: 401 })
  }

  it.each([
    ["GET", "/event-types"],
    ["GET", "/subscriptions"],
    ["POST", "/subscriptions"],
    ["GET", "/subscriptions/sub_1"],
    ["POST", "/subscriptions/sub_1"],
    ["DELETE", "/subscriptions/sub_1"],
    ["POST", "/subscriptions/sub_1/test"],
    ["POST", "/subscriptions/sub_1/rotate-secret"],
    ["GET", "/subscriptions/sub_1/deliveries"],
    ["GET", "/Subscriptions/"],
  ])("are asked for by %s %s", async (method, path) => {
    const staff = await admin.get<{ message: string }>(`/webhooks/partner${path}`)
    if (method === "GET") expect(staff.status).toBe(401)
    const answer = await fetch(`${shopUnderTest.url()}/webhooks/partner${path}`, {
      method,
      headers: { "content-type": "application/json" },
    })
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, expect.stringContaining("Basic")])
  })

  it.each([
    "Basic",
    "Basic !!!",
    `Basic ${Buffer.from("no-colon").toString("base64")}`,
    "Bearer x",
    `Basic ${Buffer.from("a\0b:c").toString("base64")}`,
  ])("are refused with the header %j", async (authorization) => {
    expect((await api(shopUnderTest.url(), { authorization }).get(PATH)).status).toBe(401)
  })

  it("look the same with an unknown id, a partner that is off, and a wrong password", async () => {
    const off = await registerSelfService(admin, { events: ["inbound_fax"], active: false })
    const answers = [await guess(), await guess("nobody-at-all"), await off.api.get(PATH)]
    const { status, text } = answers[0]!
    expect(status).toBe(401)
    expect(answers.map((answer) => [answer.status, answer.text])).toEqual(answers.map(() => [status, text]))
    await off.stop()
  })

  it("are locked after five wrong passwords, the right one included; the lock ends, and a right password forgets", async () => {
    await failures(4)
    expect(await record()).toMatchObject({ failed_logins: 4 })
    expect((await partner.api.get(PATH)).status).toBe(200)
    expect(await record()).toMatchObject({ failed_logins: 0, locked_until: null })
    await failures(5)
    const locked = await partner.api.get(PATH)
    expect(locked).toMatchObject({ status: 429, body: { type: "too_many_requests" } })
    expect(locked.headers.get("retry-after")).toBe("1")
    const { body } = await api(shopUnderTest.url()).post("/webhooks/partner/io/WebHookEventList", {
      auth: partner.auth,
    })
    expect(body).toMatchObject({ successful: false, responseCode: 4290 })
    // What is not checked does not count either.
    expect(await record()).toMatchObject({ failed_logins: 5 })
    await until(async () => (await partner.api.get(PATH)).status === 200, { what: "the lock of a second to end" })
    expect(await record()).toMatchObject({ failed_logins: 0, locked_until: null })
  })

  it("are locked for longer each time, and until the staff lifts it", async () => {
    await queryDatabase(shopUnderTest.databaseUrl(), "UPDATE webhook_partner SET failed_logins = 12 WHERE id = $1", [
      partner.partner.id,
    ])
    await failures(1)
    const waitSeconds = Number((await partner.api.get(PATH)).headers.get("retry-after"))
    expect(waitSeconds).toBeGreaterThan(250)
    expect(waitSeconds).toBeLessThanOrEqual(256)
    expectOk(await admin.post(`${PARTNERS}/${partner.partner.id}`, { active: true }))
    expect((await partner.api.get(PATH)).status).toBe(200)
  })

  it("are locked for an id that nobody has, too: a lock tells nothing", async () => {
    const nobody = `nobody-${partner.partner.application_id}`
    await failures(5, nobody)
    expect(await guess(nobody)).toMatchObject({ status: 429, body: { type: "too_many_requests" } })
  })

  it("are counted, however many guess at once", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => guess()))
    const checked = answers.filter(({ status }) => status === 401).length
    // Two are checked at a time: the one beside the fifth was on its way already.
    expect(checked).toBeGreaterThanOrEqual(5)
    expect(checked).toBeLessThanOrEqual(6)
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true)
    expect((await partner.api.get(PATH)).status).toBe(429)
  })

  it("slow an address down that guesses many ids", async () => {
    const from = { "x-forwarded-for": "203.0.113.77" }
    const basic = (id: string) => ({ authorization: `Basic ${Buffer.from(`${id}:x`).toString("base64")}` })
    const statusOf = async (n: number) =>
      (await api(shopUnderTest.url(), { ...from, ...basic(`guess-${n}`) }).get(PATH)).status
    const statuses = await Promise.all(Array.from({ length: 50 }, (_, n) => statusOf(n)))
    expect(statuses).toEqual(statuses.map(() => 401))
    expect(await statusOf(50)).toBe(429)
    expect((await partner.api.get(PATH)).status).toBe(200)
  })

  it("need the new password after a rotation, which lifts a lock", async () => {
    await failures(5)
    const path = `${PARTNERS}/${partner.partner.id}/rotate-password`
    expect((await admin.post(path, { colour: "red" })).status).toBe(400)
    const { application_password } = expectOk(await admin.post<{ application_password: string }>(path))
    expect(application_password).toMatch(/^[\w-]{43}$/)
    expect(application_password).not.toBe(partner.password)
    expect((await partnerApi(partner.partner.application_id, application_password).get(PATH)).status).toBe(200)
    expect((await partner.api.get(PATH)).status).toBe(401)
  })
})

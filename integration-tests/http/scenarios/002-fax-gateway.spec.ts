import { Webhook } from "standardwebhooks"
import { api, expectOk, type Api } from "../../helpers/shop/api"
import { deliveriesOf, settledDelivery } from "../../helpers/receivers/partner"
import { publishEvent } from "../../helpers/shop/publish"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { registerSelfService, type SelfServicePartner } from "../../helpers/shop/self-service"
import { shopUnderTest } from "../../helpers/shop/shop-under-test"
import samples from "./samples/002.json"

const TYPES = Object.keys(samples.payloads) as (keyof typeof samples.payloads)[]

interface Answer {
  successful: boolean
  responseMessage: string
  responseCode: number
  webhook: { eventId: string; url: string; active: boolean; added_date: string; modified_date: string; secret?: string }
}

describe("seed document 002: a fax gateway", () => {
  let admin: Api
  let receiver: Receiver
  let vendor: SelfServicePartner
  let practice: SelfServicePartner
  const anyone = api(shopUnderTest.url())

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  beforeEach(async () => {
    receiver = await startReceiver()
    vendor = await registerSelfService(admin, { events: TYPES })
    practice = await registerSelfService(admin, { events: ["*"], account_id: `practice-${vendor.partner.id}` })
  })
  afterEach(async () => {
    await Promise.all([vendor.stop(), practice.stop(), receiver.stop()])
  })

  const sample = samples.WebHookSave
  const call = (route: string, body: object) => anyone.post<Answer>(`/webhooks/partner/io/${route}`, body)
  const save = ({ auth }: SelfServicePartner, fields: object = {}, scope: object = {}) =>
    call("WebHookSave", {
      ...sample.request,
      auth: { ...auth, ...scope },
      url: sample.request.url.replace("http://updoxqa.com", receiver.url),
      ...fields,
    })
  const subscriptionsOf = async ({ api: own }: SelfServicePartner) =>
    expectOk(await own.get<{ subscriptions: { id: string; url: string }[] }>("/webhooks/partner/subscriptions"))
      .subscriptions
  const publish = (type: (typeof TYPES)[number], more: object = {}) =>
    publishEvent(admin, { type, data: samples.payloads[type], ...more })

  it("lists the events as the document does", async () => {
    const answer = await call("WebHookEventList", { auth: vendor.auth })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toEqual(samples.WebHookEventList.response)
  })

  it("saves the document's webhook, and answers as the document does", async () => {
    const { status, body } = await save(vendor)
    expect(status).toBe(200)
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    const url = `${receiver.url}/wh/callback/inbound_fax`
    const { secret, ...webhook } = body.webhook
    expect({ ...body, webhook }).toEqual({
      ...sample.response,
      webhook: { ...sample.response.webhook, url, added_date: date, modified_date: date },
    })

    const { event } = await publish("inbound_fax")
    const [request] = await receiver.waitFor(1)
    expect(request).toMatchObject({ method: "POST", path: "/wh/callback/inbound_fax" })
    expect(JSON.parse(request!.body)).toEqual(samples.payloads.inbound_fax)
    expect(request!.headers["webhook-id"]).toBe(event.id)
    new Webhook(secret!).verify(request!.body, request!.headers as Record<string, string>)
  })

  it.each(TYPES)("calls the URL of %s with its payload", async (type) => {
    expectOk(await save(vendor, { eventId: type }))
    await publish(type)
    const [request] = await receiver.waitFor(1)
    expect(JSON.parse(request!.body)).toEqual(samples.payloads[type])
  })

  it("changes what was saved before: by event and account", async () => {
    expectOk(await save(vendor))
    const { body } = await save(vendor, { url: `${receiver.url}/moved`, active: false })
    expect(body.webhook).toEqual({ ...body.webhook, url: `${receiver.url}/moved`, active: false })
    expect(body.webhook).not.toHaveProperty("secret")
    expect(await subscriptionsOf(vendor)).toHaveLength(1)
    expect((await publish("inbound_fax")).deliveries_count).toBe(0)
    expectOk(await save(vendor, {}, { accountId: "7" }))
    expect(await subscriptionsOf(vendor)).toHaveLength(2)
  })

  it("makes one webhook of many that are saved at once", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => save(vendor)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await subscriptionsOf(vendor)).toHaveLength(1)
  })

  it("tells a vendor of every account, a practice and an account of their own only", async () => {
    const accountId = practice.partner.account_id!
    expectOk(await save(vendor, { url: `${receiver.url}/vendor` }))
    expectOk(await save(vendor, { url: `${receiver.url}/account` }, { accountId: 7 }))
    expectOk(await save(practice, { url: `${receiver.url}/practice` }))
    const counts = []
    for (const account of [accountId, "7", "8", null])
      counts.push((await publish("inbound_fax", { account_id: account })).deliveries_count)
    expect(counts).toEqual([2, 2, 1, 1])
    const requests = await receiver.waitFor(6)
    expect(requests.map(({ path }) => path).sort()).toEqual([
      "/account",
      "/practice",
      "/vendor",
      "/vendor",
      "/vendor",
      "/vendor",
    ])
  })

  it("calls the URL that a request names, and nobody else; 4xx drops it", async () => {
    expectOk(await save(vendor))
    receiver.respondWith([{ status: 404 }])
    const { event, deliveries_count } = await publish("outbound_fax", { callback_url: `${receiver.url}/on-the-fly` })
    expect(deliveries_count).toBe(1)
    const { deliveries } = expectOk(
      await admin.get<{ deliveries: { id: string }[] }>(`/admin/webhooks/deliveries?event_id=${event.id}`)
    )
    const failed = await settledDelivery(admin, deliveries[0]!.id, "failed")
    expect(failed).toMatchObject({ attempts: 1, response_code: 404, next_retry_at: null })
    expect(receiver.requests.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ["/on-the-fly", samples.payloads.outbound_fax],
    ])
  })

  it.each([
    [204, "delivered", null],
    [400, "failed", null],
    [500, "retrying", 300],
  ] as const)("takes a %i as %s", async (status, becomes, waitSeconds) => {
    expectOk(await save(vendor))
    receiver.respondWith([{ status }])
    await publish("inbound_fax")
    const [subscription] = await subscriptionsOf(vendor)
    const [delivery] = await deliveriesOf(admin, subscription!.id)
    const settled = await settledDelivery(admin, delivery!.id, becomes)
    expect(settled.attempts).toBe(1)
    const untilRetry =
      settled.next_retry_at &&
      Math.round((Date.parse(settled.next_retry_at) - receiver.requests[0]!.receivedAt.getTime()) / 10_000) * 10
    expect(untilRetry).toBe(waitSeconds)
  })

  it.each<[string, object, object, number, string]>([
    ["an unknown event", { eventId: "inbound_pigeon" }, {}, 404, "eventId"],
    ["an event that is not the partner's", { eventId: "order.placed" }, {}, 404, "eventId"],
    ["a pattern", { eventId: "*" }, {}, 404, "eventId"],
    ["no event", { eventId: undefined }, {}, 400, "eventId"],
    ["a URL that is none", { url: "fax" }, {}, 400, "url"],
    ["an ftp URL", { url: "ftp://partner.example" }, {}, 400, "url"],
    ["an active that is neither", { active: "maybe" }, {}, 400, "active"],
    ["an unknown key", { colour: "red" }, {}, 400, "colour"],
    ["an unknown key in auth", {}, { colour: "red" }, 400, "auth.colour"],
  ])("refuses to save %s, in the same envelope, and changes nothing", async (_what, fields, scope, status, named) => {
    const answer = await save(vendor, fields, scope)
    expect(answer).toMatchObject({
      status,
      body: { successful: false, responseCode: status * 10, responseMessage: expect.stringContaining(named) },
    })
    expect(answer.text).not.toContain(vendor.password)
    expect(await subscriptionsOf(vendor)).toEqual([])
  })

  it("refuses a practice that names another's account", async () => {
    const forged = { auth: { ...practice.auth, accountId: "someone-else" } }
    for (const answer of [
      await save(practice, {}, { accountId: "someone-else" }),
      await call("WebHookEventList", forged),
    ]) {
      expect(answer).toMatchObject({
        status: 403,
        body: { successful: false, responseCode: 4030, responseMessage: expect.stringContaining("auth.accountId") },
      })
    }
    expect(await subscriptionsOf(practice)).toEqual([])
  })

  it.each<[string, (auth: SelfServicePartner["auth"]) => unknown]>([
    ["a wrong password", (auth) => ({ ...auth, applicationPassword: "wrong" })],
    ["an unknown id", (auth) => ({ ...auth, applicationId: "nobody" })],
    ["an id with a NUL", (auth) => ({ ...auth, applicationId: "a\0b" })],
    ["no password", ({ applicationId }) => ({ applicationId })],
    ["a password that is no text", (auth) => ({ ...auth, applicationPassword: [auth.applicationPassword] })],
    ["no auth", () => undefined],
    ["an auth that is a text", ({ applicationPassword }) => applicationPassword],
  ])("refuses %s, whatever else is asked", async (_what, forge) => {
    const auth = forge(vendor.auth)
    const refused = {
      status: 401,
      body: { successful: false, responseCode: 4010, responseMessage: "The application id or the password is wrong." },
    }
    expect(await call("WebHookEventList", { auth })).toMatchObject(refused)
    expect(await call("WebHookSave", { ...sample.request, auth, colour: "red" })).toMatchObject(refused)
  })

  it("refuses what is no JSON and what is too large", async () => {
    const raw = (body: string) => anyone.postRaw("/webhooks/partner/io/WebHookSave", body)
    expect(await raw("{")).toMatchObject({ status: 400, body: { successful: false, responseCode: 4000 } })
    expect(await raw(`{"url":"${"x".repeat(102_400)}"}`)).toMatchObject({
      status: 413,
      body: { successful: false, responseCode: 4130 },
    })
  })
})

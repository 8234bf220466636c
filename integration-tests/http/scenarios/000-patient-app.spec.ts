import { Webhook } from "standardwebhooks"
import { expectOk, type Api } from "../../helpers/shop/api"
import { registerPartner, type Partner } from "../../helpers/receivers/partner"
import { publishEvent } from "../../helpers/shop/publish"
import { startReceiver } from "../../helpers/receivers/receiver"
import { shopUnderTest } from "../../helpers/shop/shop-under-test"
import samples from "./samples/000.json"

/** An event of the document without what names the occurrence: what a producer gives. */
function dataOf<T extends keyof typeof samples>(type: T) {
  const { id: _id, createdAt: _at, type: _type, ...data } = samples[type].event
  return data as unknown as Omit<(typeof samples)[T]["event"], "id" | "createdAt" | "type">
}

const FILES = "file-request.files.update" as const

describe("seed document 000: file requests and callable users", () => {
  let admin: Api
  const partners: Partner[] = []

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  afterEach(async () => {
    for (const partner of partners.splice(0)) await partner.stop()
  })

  async function register(fields: { events: string[] } & Record<string, unknown>): Promise<Partner> {
    const partner = await registerPartner(admin, { format: "event", ...fields })
    partners.push(partner)
    return partner
  }

  it.each(["calls.user.create", "calls.user.delete"] as const)("sends %s as the document's sample", async (type) => {
    const partner = await register({ events: [type] })
    const { event } = await publishEvent(admin, {
      type,
      data: dataOf(type),
      occurred_at: samples[type].event.createdAt,
    })
    const [request] = await partner.receiver.waitFor(1)
    expect(JSON.parse(request!.body)).toEqual({
      event: { ...samples[type].event, id: event.id, createdAt: expect.any(String) },
    })
    expect(Date.parse(JSON.parse(request!.body).event.createdAt)).toBe(Date.parse(samples[type].event.createdAt))
    expect(request).toMatchObject({
      method: "POST",
      headers: { "content-type": "application/json", "webhook-id": event.id },
    })
    partner.verify(request!)
  })

  it("sends the updated files as the document's sample, in camelCase, version v2", async () => {
    const partner = await register({ events: [FILES], api_version: "v2" })
    const { event } = await publishEvent(admin, { type: FILES, data: dataOf(FILES) })
    const [request] = await partner.receiver.waitFor(1)
    expect(JSON.parse(request!.body)).toEqual({
      event: { ...samples[FILES].event, id: event.id, createdAt: expect.any(String) },
    })
  })

  it("computes what was added and removed, when told what was there before, and is silent when nothing was", async () => {
    const partner = await register({ events: [FILES], api_version: "v2" })
    const { fileRequest } = dataOf(FILES)
    const [first, second] = fileRequest.files
    const before = {
      fileRequest: { ...fileRequest, files: [{ ...first, id: "aaaaaaaa-0000-4000-8000-000000000000" }, second] },
    }
    await publishEvent(admin, { type: FILES, data: { fileRequest }, previous: before })
    const [request] = await partner.receiver.waitFor(1)
    expect(JSON.parse(request!.body).event).toMatchObject({
      addedFileIds: [first!.id],
      removedFileIds: ["aaaaaaaa-0000-4000-8000-000000000000"],
    })
    const same = await publishEvent(admin, { type: FILES, data: { fileRequest }, previous: { fileRequest } })
    expect(same).toMatchObject({ deliveries_count: 0, event: { nothing_changed: true } })
  })

  it("sends to filesUpdateWebhookUrl alone when the request names one, signed by the source of callbacks", async () => {
    const subscribed = await register({ events: [FILES] })
    const callback = await startReceiver()
    const data = dataOf(FILES)
    const url = `${callback.url}/files`
    const named = { ...data, fileRequest: { ...data.fileRequest, filesUpdateWebhookUrl: url } }
    expect(await publishEvent(admin, { type: FILES, data: named })).toMatchObject({
      deliveries_count: 1,
      event: { callback_url: url },
    })
    await callback.waitFor(1)
    const { sources } = expectOk(
      await admin.get<{ sources: { id: string; slug: string }[] }>("/admin/webhooks/sources?limit=100")
    )
    const source = sources.find(({ slug }) => slug === "callbacks")
    const { secret } = expectOk(
      await admin.post<{ secret: string }>(`/admin/webhooks/sources/${source!.id}/rotate-secret`, {
        grace_period_seconds: 0,
      })
    )
    const { event } = await publishEvent(admin, { type: FILES, data: named })
    const [, request] = await callback.waitFor(2)
    expect(request!.path).toBe("/files")
    expect(JSON.parse(request!.body)).toEqual({
      event: expect.objectContaining({ ...named, id: event.id, type: FILES }),
    })
    new Webhook(secret).verify(request!.body, request!.headers as Record<string, string>)
    expect(subscribed.receiver.requests).toEqual([])
    await callback.stop()
  })

  it("sends to the default endpoint what nobody subscribed to, and only that", async () => {
    const fallback = await register({ events: ["calls.*"], fallback: true })
    const data = dataOf("calls.user.create")
    const first = await publishEvent(admin, { type: "calls.user.create", data })
    await fallback.webhookOf("calls.user.create", first.event.id)
    const partner = await register({ events: ["calls.user.create"] })
    const second = await publishEvent(admin, { type: "calls.user.create", data })
    expect(second.deliveries_count).toBe(1)
    await partner.webhookOf("calls.user.create", second.event.id)
    expect(fallback.receiver.requests).toHaveLength(1)
  })

  it.each(["07777123456", "+0777123456", "+44 7777 123456", "+4477771234567890"])(
    "refuses a number that is not E.164: %s",
    async (mobileNumber) => {
      const answer = await admin.post("/admin/webhooks/events", { type: "calls.user.create", data: { mobileNumber } })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain("data.mobileNumber")
    }
  )

  it.each(["ftp://partner.example/x", "not a url", "http://user:pw@partner.example/"])(
    "refuses a callback URL that can't be called: %s",
    async (callbackUrl) => {
      const answer = await admin.post("/admin/webhooks/events", {
        type: "calls.user.create",
        data: dataOf("calls.user.create"),
        callback_url: callbackUrl,
      })
      expect(answer.status).toBe(400)
      expect(answer.text).toContain("callback_url")
    }
  )
})

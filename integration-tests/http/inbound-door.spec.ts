import { api, expectOk, type Api } from "../helpers/shop/api"
import { hexHeaders, newSource, postSigned, standardHeaders, videoCall } from "../helpers/shop/emr"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { registerCustomer } from "../helpers/shop/shopper"
import { until } from "../helpers/until"

describe("the door for partners' calls", () => {
  const caller = api(shopUnderTest.url())
  let admin: Api
  beforeAll(async () => void (admin = await shopUnderTest.admin()))

  it("says what a source may send only to the source itself", async () => {
    const source = await newSource(admin, { messages: [] })
    for (const path of [`${source.slug}/no-such-message`, `${source.slug}/video-call-completed`, source.slug]) {
      const body = videoCall("cus_nobody")
      expect((await caller.postRaw(`/webhooks/${path}`, body)).status).toBe(401)
      expect((await postSigned(caller, path, body, source.secret)).status).toBe(404)
    }
    expectOk(await admin.post(`/admin/webhooks/sources/${source.id}`, { messages: null }))
    expect((await postSigned(caller, source.slug, videoCall("cus_nobody"), source.secret)).status).toBe(422)
  })

  it("finds the message by what the body's event says, and names the field when it says nothing known", async () => {
    const { slug, secret } = await newSource(admin)
    for (const body of [
      videoCall("cus_x", { event: "no.such" }),
      "{}",
      "[]",
      '"event"',
      videoCall("c", { event: 7 }),
    ]) {
      const answer = await postSigned(caller, slug, body, secret)
      expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining("event") } })
    }
  })

  it.each([
    ["a NUL in a key", Buffer.from('{"a\\u0000":1}')],
    ["half a surrogate pair", Buffer.from('{"notes":"\\ud800"}')],
    ["no JSON", Buffer.from("{")],
    ["no bytes", Buffer.alloc(0)],
    ["no UTF-8", Buffer.from([0x7b, 0xff, 0x7d])],
  ])("refuses a signed body with %s as the sender's mistake", async (_what, body) => {
    const { slug, secret } = await newSource(admin, { scheme: "hmac-sha256-hex" })
    const headers = hexHeaders(body as unknown as string, secret)
    expect(await caller.postRaw(`/webhooks/${slug}`, body, headers)).toMatchObject({
      status: 400,
      body: { type: "invalid_data", issues: [{ path: expect.any(Array), message: expect.any(String) }] },
    })
  })

  it("lets no compressed body in, and no path that can't be decoded", async () => {
    const { slug, secret } = await newSource(admin)
    const body = videoCall("cus_x")
    const headers = { ...standardHeaders(body, secret, "msg_zip"), "content-encoding": "gzip" }
    expect((await caller.postRaw(`/webhooks/${slug}`, body, headers)).status).toBe(415)
    expect((await caller.postRaw("/webhooks/%E0%A4%A/x", body)).status).toBe(400)
  })

  it("keeps a source to its rate, and counts nobody else's calls", async () => {
    const { slug, secret, id } = await newSource(admin, { rate_limit_per_minute: 3 })
    const send = () => postSigned(caller, slug, videoCall("cus_nobody"), secret)
    for (let n = 0; n < 20; n++) {
      const forged = standardHeaders("{}", secret, `msg_forged_${n}`)
      expect((await caller.postRaw(`/webhooks/${slug}`, videoCall("cus_nobody"), forged)).status).toBe(401)
    }
    const answers = await Promise.all(Array.from({ length: 8 }, send))
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(3).fill(422), ...Array(5).fill(429)])
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0)
    expect((await caller.postRaw(`/webhooks/${slug}`, "{}")).status).toBe(429)

    expectOk(await admin.post(`/admin/webhooks/sources/${id}`, { rate_limit_per_minute: 100 }))
    await until(async () => (await send()).status === 422, { what: "the source to be let in again" })
  })

  it("shows staff the last refused call, and the caller nothing", async () => {
    const source = await newSource(admin)
    const answers = await Promise.all([
      caller.postRaw(`/webhooks/${source.slug}`, "{}"),
      caller.postRaw("/webhooks/no-such-source", "{}"),
      caller.postRaw(`/webhooks/${source.slug}`, "{}", standardHeaders("{ }", source.secret, "msg_1")),
      caller.postRaw(`/webhooks/${source.slug}/%00`, "{}"),
    ])
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    type Detail = { source: { last_refusal: string | null; last_refused_at: string | null } }
    const read = async () => expectOk(await admin.get<Detail>(`/admin/webhooks/sources/${source.id}`)).source
    const { last_refusal, last_refused_at } = await read()
    expect(last_refusal).toEqual(expect.any(String))
    expect(Date.now() - Date.parse(last_refused_at ?? "")).toBeLessThan(60_000)
    await caller.postRaw(`/webhooks/${source.slug}`, "{}")
    expect(await read()).toMatchObject({ last_refused_at })
  })

  it("shuts at once for a source that is switched off, and for a secret that was rotated", async () => {
    const source = await newSource(admin)
    const send = (secret: string) => postSigned(caller, source.slug, videoCall("cus_nobody"), secret)
    expect((await send(source.secret)).status).toBe(422)
    const path = `/admin/webhooks/sources/${source.id}`
    expectOk(await admin.post(path, { active: false }))
    expect((await send(source.secret)).status).toBe(401)
    expectOk(await admin.post(path, { active: true }))
    const rotated = await admin.post<{ secret: string }>(`${path}/rotate-secret`, { grace_period_seconds: 0 })
    expect((await send(source.secret)).status).toBe(401)
    expect((await send(expectOk(rotated).secret)).status).toBe(422)
  })

  it("is passed again by all the messages that a filter names, and by no others", async () => {
    const source = await newSource(admin)
    const customer = await registerCustomer(shopUnderTest.url())
    const ids: string[] = []
    for (let n = 0; n < 3; n++) {
      const body = videoCall(customer.id, { appointment_id: `appt_${n}` })
      ids.push((await postSigned(caller, source.slug, body, source.secret)).body.id)
    }
    const stranger = (await postSigned(caller, source.slug, videoCall("cus_nobody"), source.secret)).body.id

    const path = "/admin/webhooks/inbound-messages/reprocess"
    expect((await admin.post(path, {})).status).toBe(400)
    expect((await admin.post(path, { dry_run: true })).status).toBe(400)
    expect((await admin.post(path, { status: "processed" })).status).toBe(400)
    const filter = {
      ...{ source_id: source.id, cause: ["no_region"], kind: `${source.slug}/video-call-completed` },
      created_at: { gte: "2026-01-01T00:00:00Z" },
    }
    expect(await admin.post(path, { ...filter, dry_run: true })).toMatchObject({ status: 200, body: { count: 3 } })
    expect(await admin.post(path, { ...filter, created_at: { lt: "2026-01-01T00:00:00Z" } })).toMatchObject({
      body: { count: 0 },
    })
    expect(await admin.post(path, filter)).toMatchObject({ status: 200, body: { count: 3 } })

    type Detail = { inbound_message: { status: string; tries: number } }
    const stateOf = async (id: string) => {
      const { inbound_message } = expectOk(await admin.get<Detail>(`/admin/webhooks/inbound-messages/${id}`))
      return `${inbound_message.status} ${inbound_message.tries}`
    }
    // Nothing has changed for them: they were tried again, and have failed again.
    await until(async () => (await Promise.all(ids.map(stateOf))).every((state) => state === "failed 2"), {
      what: "all three to be tried again",
    })
    expect(await stateOf(stranger)).toBe("failed 1")
    expect(await admin.post(path, { ids, cause: "other_body" })).toMatchObject({ body: { count: 0 } })
  })
})

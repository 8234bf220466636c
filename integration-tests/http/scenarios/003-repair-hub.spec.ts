import { expectOk, type Api } from "../../helpers/shop/api"
import { registerPartner, settledDelivery, deliveriesOf, type Partner } from "../../helpers/receivers/partner"
import { publishEvent } from "../../helpers/shop/publish"
import { shopUnderTest } from "../../helpers/shop/shop-under-test"
import samples from "./samples/003.json"

const PATH = "/admin/webhooks/subscriptions"
const STATUS = "case.status_created"
const TRANSITION = "case.status_changed"

/** What goes to the counterpart only needs somebody who did it. */
const BY_THE_HUB = { parties: ["the hub"], actor: "the hub" }

describe("seed document 003: a hub between partners and service providers", () => {
  let admin: Api
  let guidCount = 0
  const partners: Partner[] = []

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
  })
  afterEach(async () => {
    for (const partner of partners.splice(0)) await partner.stop()
  })

  async function register(fields: { events: string[] } & Record<string, unknown>): Promise<Partner> {
    const partner = await registerPartner(admin, { format: "bare", ...fields })
    partners.push(partner)
    return partner
  }
  const newCase = () => `case-${process.pid}-${Date.now()}-${++guidCount}`
  const bodies = ({ receiver }: Partner) => receiver.requests.map(({ body }) => JSON.parse(body))
  const changed = (guid: string, prevKey: string, key: string, more = {}) =>
    publishEvent(admin, { type: TRANSITION, data: { ...samples[TRANSITION], guid, key, prevKey }, ...more })

  it.each(Object.keys(samples) as (keyof typeof samples)[])("sends %s as the document's sample", async (type) => {
    const partner = await register({ events: [type] })
    const { deliveries_count } = await publishEvent(admin, { type, data: samples[type], ...BY_THE_HUB })
    expect(deliveries_count).toBe(1)
    const [request] = await partner.receiver.waitFor(1)
    expect(JSON.parse(request!.body)).toEqual(samples[type])
    partner.verify(request!)
  })

  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
    "sends by %s, with constant headers, and still signed",
    async (method) => {
      const partner = await register({
        events: [STATUS],
        method,
        headers: [{ name: "X-Hub-Key", value: "s3cret" }],
        api_version: "v2",
      })
      await publishEvent(admin, { type: STATUS, data: samples[STATUS] })
      const [request] = await partner.receiver.waitFor(1)
      expect(request).toMatchObject({ method, headers: { "x-hub-key": "s3cret", "content-type": "application/json" } })
      expect(JSON.parse(request!.body)).toEqual(samples[STATUS])
      partner.verify(request!)
    }
  )

  it("refuses a header of ours, and a version that transitions do not come in", async () => {
    const base = { name: "x", url: "https://partner.example/", format: "bare" }
    const reserved = await admin.post(PATH, {
      ...base,
      events: [STATUS],
      headers: [{ name: "Webhook-Signature", value: "v1,x" }],
    })
    expect([reserved.status, reserved.text]).toEqual([400, expect.stringContaining("headers.0.name")])
    const version = await admin.post(PATH, { ...base, events: [TRANSITION], api_version: "v1" })
    expect([version.status, version.text]).toEqual([400, expect.stringMatching(/api_version.*v1.*v3/)])
    expect((await register({ events: [STATUS], api_version: "v1" })).subscription.api_version).toBe("v1")
    expect((await register({ events: [STATUS] })).subscription.api_version).toBe("v1")
    expect((await register({ events: [TRANSITION] })).subscription.api_version).toBe("v3")
  })

  it("sends conditionally: to a key, from a key to any other, and from one to another", async () => {
    const to = await register({ events: [TRANSITION], conditions: { "data.key": "final" } })
    const from = await register({ events: [TRANSITION], conditions: { "data.prevKey": "arrived" } })
    const both = await register({
      events: [TRANSITION],
      conditions: { "data.prevKey": "arrived", "data.key": "final" },
    })
    const guid = newCase()
    expect((await changed(guid, "ordered", "arrived")).deliveries_count).toBe(0)
    expect((await changed(guid, "arrived", "repairing")).deliveries_count).toBe(1)
    expect((await changed(guid, "repairing", "final")).deliveries_count).toBe(1)
    expect((await changed(guid, "arrived", "final")).deliveries_count).toBe(3)
    await Promise.all([to.receiver.waitFor(2), from.receiver.waitFor(2), both.receiver.waitFor(1)])
    const shown = (partner: Partner) =>
      bodies(partner)
        .map(({ prevKey, key }) => `${prevKey} ${key}`)
        .sort()
    expect(shown(to)).toEqual(["arrived final", "repairing final"])
    expect(shown(from)).toEqual(["arrived final", "arrived repairing"])
    expect(shown(both)).toEqual(["arrived final"])
  })

  it.each([
    [{ $where: "1" }, "$where"],
    [{ "data.key": { $regex: "(a+)+$" } }, "$regex"],
    [{ key: "final" }, "key"],
    [{ "data.__proto__.x": 1 }, "__proto__"],
  ])("refuses conditions that do not hold, naming the spot: %j", async (conditions, spot) => {
    const answer = await admin.post(PATH, {
      name: "x",
      url: "https://partner.example/",
      events: [TRANSITION],
      conditions,
    })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain("conditions")
    expect(answer.text).toContain(spot)
  })

  it("shows a dry run: what would be sent, what not and why, and the exact body", async () => {
    const guid = newCase()
    await changed(guid, "ordered", "arrived")
    await changed(guid, "arrived", "final")
    const asked = {
      events: [TRANSITION],
      format: "bare",
      conditions: { "data.guid": guid, "data.key": "final" },
      limit: 2,
    }
    const { previews } = expectOk(await admin.post<{ previews: Record<string, unknown>[] }>(`${PATH}/preview`, asked))
    expect(previews).toEqual([
      expect.objectContaining({
        would_send: true,
        reason: null,
        body: { ...samples[TRANSITION], guid, key: "final", prevKey: "arrived" },
      }),
      expect.objectContaining({ would_send: false, reason: "conditions", body: null }),
    ])
    expect((await admin.post(`${PATH}/preview`, { ...asked, limit: 0 })).status).toBe(400)
  })

  it("maps statuses, sends as is what has no mapping, and keeps black-listed ones invisible", async () => {
    const valueMappings = [
      { path: "key", values: { arrived: "RECEIVED", final: "DONE" }, hidden: ["internal", "waiting"] },
    ]
    const partner = await register({ events: [STATUS, TRANSITION], value_mappings: valueMappings })
    const guid = newCase()
    const status = (key: string) => publishEvent(admin, { type: STATUS, data: { ...samples[STATUS], guid, key } })
    // Both may be told of at once; a hidden one by neither.
    await status("arrived")
    await changed(guid, "ordered", "arrived")
    expect((await status("internal")).deliveries_count).toBe(0)
    expect((await changed(guid, "arrived", "internal")).deliveries_count).toBe(0)
    expect((await changed(guid, "internal", "waiting")).deliveries_count).toBe(0)
    expect((await changed(guid, "waiting", "arrived")).deliveries_count).toBe(0)
    expect((await changed(guid, "arrived", "waiting")).deliveries_count).toBe(0)
    await status("repairing")
    await changed(guid, "waiting", "repairing")
    await changed(guid, "repairing", "final")
    await partner.receiver.waitFor(5)
    const shown = bodies(partner)
      .map(({ prevKey, key }) => `${prevKey ?? "new"} ${key}`)
      .sort()
    expect(shown).toEqual(["RECEIVED repairing", "new RECEIVED", "new repairing", "ordered RECEIVED", "repairing DONE"])
  })

  it("replays the past under the same conditions, and in the same words", async () => {
    const guid = newCase()
    const at = { occurred_at: "2021-05-01T12:00:00Z" }
    await changed(guid, "arrived", "internal", at)
    await changed(guid, "internal", "repairing", at)
    await changed(guid, "repairing", "final", at)
    const partner = await register({
      events: [TRANSITION],
      conditions: { "data.guid": guid, "data.key": { $ne: "DONE" } },
      value_mappings: [{ path: "key", values: { final: "DONE", arrived: "RECEIVED" }, hidden: ["internal"] }],
    })
    const range = { from: "2021-05-01T00:00:00Z", to: "2021-05-02T00:00:00Z", include_missing: true }
    expect(expectOk(await admin.post(`${PATH}/${partner.subscription.id}/replay`, range))).toEqual({ count: 1 })
    await partner.receiver.waitFor(1)
    expect(bodies(partner)).toEqual([expect.objectContaining({ guid, prevKey: "RECEIVED", key: "repairing" })])
  })

  it("keeps what was shown: an attempt that is repeated tells the same", async () => {
    const partner = await register({
      events: [TRANSITION],
      value_mappings: [{ path: "key", values: { final: "DONE" }, hidden: ["internal"] }],
      retry_policy: "fixed",
      retry_interval_seconds: 1,
    })
    partner.receiver.respondWith([{ status: 500 }, { status: 200 }])
    const guid = newCase()
    await changed(guid, "arrived", "internal")
    await changed(guid, "internal", "final")
    const [first, second] = await partner.receiver.waitFor(2, 20_000)
    expect(second!.body).toBe(first!.body)
    expect(JSON.parse(first!.body)).toMatchObject({ prevKey: "arrived", key: "DONE" })
    const [delivery] = await deliveriesOf(admin, partner.subscription.id)
    expect((await settledDelivery(admin, delivery!.id, "delivered")).payload).toEqual(JSON.parse(first!.body))
  })

  it("never sends a message to the party that wrote it, nor a case update to who made it", async () => {
    const run = newCase()
    const parties = [`${run}-partner`, `${run}-provider`]
    const [partner, provider, stranger] = await Promise.all(
      [...parties, `${run}-stranger`].map((accountId) =>
        register({ events: ["case.message_created", "case.updated"], account_id: accountId })
      )
    )
    const message = { type: "case.message_created", data: samples["case.message_created"], parties }
    await publishEvent(admin, { ...message, actor: parties[0] })
    await provider!.receiver.waitFor(1)
    await publishEvent(admin, { ...message, actor: parties[1] })
    await partner!.receiver.waitFor(1)
    const update = { type: "case.updated", data: samples["case.updated"], parties }
    expect((await publishEvent(admin, { ...update, actor: parties[1] })).deliveries_count).toBe(1)
    await partner!.receiver.waitFor(2)
    expect(provider!.receiver.requests).toHaveLength(1)
    expect(stranger!.receiver.requests).toEqual([])
  })

  it("sends of a case only what changed: removed as null, lists whole, guid always, and nothing when nothing did", async () => {
    const partner = await register({ events: ["case.updated"] })
    const { guid } = samples["case.updated"]
    const before = {
      guid,
      orderData: { refNo: "OLD", serial: "123", kept: 1 },
      productData: { model: "T", accessory: ["1", "2"] },
      pickupDst: { zip: "1" },
      consumer: { firstName: "Ada", lastName: "L" },
    }
    const after = {
      guid,
      orderData: { refNo: "REF", kept: 1 },
      productData: { model: "T", accessory: ["1180"] },
      consumer: { firstName: "Ada", lastName: "L" },
    }
    await publishEvent(admin, { type: "case.updated", data: after, previous: before, ...BY_THE_HUB })
    const [request] = await partner.receiver.waitFor(1)
    expect(JSON.parse(request!.body)).toEqual({
      guid,
      orderData: { refNo: "REF", serial: null },
      productData: { accessory: ["1180"] },
      pickupDst: null,
    })
    const same = await publishEvent(admin, { type: "case.updated", data: after, previous: after, ...BY_THE_HUB })
    expect(same).toMatchObject({ deliveries_count: 0, event: { nothing_changed: true } })
  })
})

import { z } from "@medusajs/framework/zod"
import { defineProfile, type Profile, type Reading } from "../../../src/modules/webhooks/core/profile"
import { PROFILES } from "../../../src/modules/webhooks/inbound/profiles"
import { messageHandlers } from "../../../src/workflows/inbound/handlers"
import {
  RefusedMessage,
  defineMessageHandler,
  type MessageHandler,
} from "../../../src/workflows/inbound/message-handler"
import { processDueMessages, retryWaitingMessages } from "../../../src/workflows/inbound/process-due"
import { startReceiver, type Receiver } from "../../helpers/receivers/receiver"
import { queryDatabase } from "../../helpers/services/database"
import { api, type Api, type ApiResponse } from "../../helpers/shop/api"
import { openDoor, type Door } from "../../helpers/shop/door"
import { startWebhooks, type WebhooksUnderTest } from "../../helpers/shop/webhooks-module"
import { until } from "../../helpers/until"

const TOKEN = "vendor-token"
const vendorBody = z.object({ id: z.string().optional(), type: z.string().optional(), read: z.unknown() })

/** What the vendor's body says is what is read: a spec writes the reading into the body. */
const reading = (value: unknown): Reading => {
  const { kind, ...rest } = value as { kind: string } & Record<string, unknown>
  if (kind === "fetch") return { kind, request: rest as never, read: (fetched) => reading(fetched) }
  if (kind === "several") return { kind, readings: (rest.readings as unknown[]).map(reading) }
  if (kind === "broken") throw new Error("an odd body")
  return value as Reading
}

const vendor = (id: string, more: Partial<Profile> = {}) =>
  defineProfile({
    ...{ id, title: id, description: id, settings: z.strictObject({}), secret: "any" as const },
    refusedBeforeBody: ({ authorization }) => (authorization ? null : "authorization is required"),
    verify({ headers }, { secrets }) {
      const verified = secrets.some((secret) => headers.authorization === `Bearer ${secret}`)
      return verified ? { verified, message_id: null } : { verified, reason: "no secret fits" }
    },
    handshake: (_call, body) => {
      const { challenge } = body as { challenge?: string }
      return challenge === undefined ? null : { status: 200, body: { echoed: challenge } }
    },
    kindOf: (body) => vendorBody.parse(body).type ?? "",
    idOf: (body) => vendorBody.parse(body).id ?? null,
    read: (body) => reading(vendorBody.parse(body).read),
    ...more,
  })

interface Note {
  note: string
  topic: string
  waits: boolean
}

/** Writes a row for each note; waits for `door` to open where the note says so. */
let isDoorOpen = false
let snapshotsCount = 0
const seen: unknown[][] = []
const noted = defineMessageHandler({
  message: "noted",
  body: () =>
    z.looseObject({
      note: z.string(),
      topic: z.string().default("t"),
      waits: z.boolean().default(false),
    }) as unknown as z.ZodType<Note>,
  topic: ({ topic }: Note) => topic,
  snapshot: async () => ({ count: ++snapshotsCount }),
  async resolve({ note, waits }: Note, { snapshots }) {
    seen.push([...snapshots])
    if (note === "conflict")
      throw new RefusedMessage({ cause: "conflict", reason: "staff", answer: "partner", conflict: true })
    const closed = { cause: "closed", reason: "the door is closed", answer: "closed", waits_for: "door:1" }
    if (waits && !isDoorOpen) throw new RefusedMessage(closed)
    return { note }
  },
  async apply({ note }, _context, _container, transaction) {
    if (note === "crash") throw new Error("a fault")
    await transaction.raw("INSERT INTO noted (note) VALUES (?)", [note])
    return { note }
  },
})
const elsewhere = { ...noted, message: "elsewhere", source: "another-source" } as MessageHandler

const message = (note: string, more: object = {}) => ({ message: "noted", body: { note, ...more } })
const messages = (...all: object[]) => ({ kind: "messages", messages: all })

describe("a vendor's messages", () => {
  let under: WebhooksUnderTest
  let door: Door
  let caller: Api
  let receiver: Receiver
  let sourceCount = 0

  beforeAll(async () => {
    const profiles = PROFILES as Map<string, Profile>
    profiles.set("vendor", vendor("vendor"))
    profiles.set("stubborn", vendor("stubborn", { alwaysAnswers: 204 }))
    profiles.set("hasty", vendor("hasty", { alwaysAnswers: 200, equalBodiesAreNews: true }))
    const handlers = messageHandlers as Map<string, MessageHandler>
    handlers.set("noted", noted)
    handlers.set("elsewhere", elsewhere)
    under = await startWebhooks("vendor_messages")
    await queryDatabase(under.databaseUrl, "CREATE TABLE noted (note text)")
    door = await openDoor(under.webhooks)
    caller = api(door.url)
  })
  afterAll(async () => {
    await door.stop()
    await under.stop()
  })
  beforeEach(async () => {
    receiver = await startReceiver()
    isDoorOpen = false
    seen.length = 0
  })
  afterEach(() => receiver.stop())

  async function source(profile: string, more: Record<string, unknown> = {}): Promise<string> {
    const slug = `v${++sourceCount}`
    const credential = await under.webhooks.sealText("Basic hunter2")
    const row = { name: slug, slug, profile, fetch_url: `${receiver.url}/v1`, fetch_credential: credential, ...more }
    const { id } = await under.webhooks.createWebhookSources(row)
    await under.webhooks.rotateSecret(id, TOKEN, 0, "any")
    return slug
  }

  type Answer = ApiResponse<Record<string, unknown>>
  const send = (slug: string, body: object, path = ""): Promise<Answer> =>
    caller.post(`/webhooks/${slug}${path}`, body, { authorization: `Bearer ${TOKEN}` })
  const sql = <Row extends object>(text: string, values: unknown[] = []) =>
    queryDatabase<Row>(under.databaseUrl, text, values)
  const notes = async (like: string) =>
    (await sql<{ note: string }>("SELECT note FROM noted WHERE note LIKE $1 ORDER BY note", [like])).map(
      ({ note }) => note
    )
  const stored = async (id: unknown) =>
    (await sql<Record<string, unknown>>("SELECT * FROM webhook_inbound_message WHERE id = $1", [id]))[0]!

  it("are known by the vendor's name, and a handshake is answered and not stored", async () => {
    const slug = await source("vendor")
    expect(await send(slug, { challenge: "c1" })).toMatchObject({ status: 200, body: { echoed: "c1" } })
    expect((await caller.post(`/webhooks/${slug}`, { challenge: "c1" })).status).toBe(401)
    const answer = await send(slug, { type: "meeting ended/é", read: messages(message("k1")) })
    expect(answer).toMatchObject({ status: 200, body: { status: "processed", note: "k1" } })
    expect(await stored(answer.body.id)).toMatchObject({ kind: `${slug}/meeting_ended__` })
    expect((await send(slug, { read: messages(message("k2")) }, "/noted")).status).toBe(404)
  })

  it("are nothing of ours, or several of ours in one transaction", async () => {
    const slug = await source("vendor")
    const ignored = await send(slug, { read: { kind: "nothing", because: "a heartbeat" } })
    expect(ignored).toMatchObject({ status: 200, body: { status: "processed", ignored: "a heartbeat" } })

    const several = { kind: "several", readings: [messages(message("s1"), message("s2")), messages(message("s3"))] }
    expect(await send(slug, { read: several })).toMatchObject({
      status: 200,
      body: { messages: [{ message: "noted", note: "s1" }, { note: "s2" }, { note: "s3" }] },
    })
    const half = await send(slug, { id: "half", read: messages(message("s4"), message("crash")) })
    expect(half).toMatchObject({ status: 202, body: { status: "received" } })
    expect(await notes("s%")).toEqual(["s1", "s2", "s3"])
  })

  it("are ignored where the source may not send them, and wait for a version that knows them", async () => {
    const slug = await source("vendor", { messages: [] })
    expect(await send(slug, { read: messages(message("n1")) })).toMatchObject({
      status: 200,
      body: { ignored: expect.stringContaining("noted") },
    })
    const other = await source("vendor")
    expect((await send(other, { read: messages({ message: "elsewhere", body: { note: "n2" } }) })).body).toHaveProperty(
      "ignored"
    )
    expect(await send(other, { read: messages({ message: "of-tomorrow", body: {} }) })).toMatchObject({
      status: 422,
      body: { status: "failed", cause: "unknown_message" },
    })
    expect(await notes("n%")).toEqual([])
  })

  it("are kept for staff when they can't be read, and refused as a conflict when they are one", async () => {
    const slug = await source("vendor")
    const odd = await send(slug, { read: { kind: "broken" } })
    expect(odd).toMatchObject({ status: 422, body: { cause: "unreadable_body" } })
    expect(odd.text).not.toContain("an odd body")
    expect(await stored(odd.body.id)).toMatchObject({ error: expect.stringContaining("an odd body") })
    expect(await send(slug, { read: messages({ message: "noted", body: { note: 7 } }) })).toMatchObject({
      status: 422,
      body: { cause: "invalid" },
    })
    const conflict = await send(slug, { read: messages(message("conflict")) })
    expect(conflict).toMatchObject({
      status: 409,
      body: { status: "quarantined", cause: "conflict", message: "partner" },
    })
    const many = Array.from({ length: 51 }, (_, n) => message(`m${n}`))
    expect(await send(slug, { read: messages(...many) })).toMatchObject({ status: 422, body: { cause: "too_much" } })
  })

  describe("that are thin", () => {
    const fetching = (path: string, more: object = {}) => ({ read: { kind: "fetch", method: "GET", path, ...more } })

    it("are fetched from the configured server, with the source's credential, once", async () => {
      const slug = await source("vendor")
      receiver.respondWith([{ body: JSON.stringify(messages(message("f1"))) }])
      const answer = await send(slug, fetching("/appointments/1?x=1", { headers: { "x-version": "3" } }))
      expect(answer).toMatchObject({ status: 200, body: { note: "f1" } })
      const [request] = receiver.requests
      expect(request).toMatchObject({
        path: "/v1/appointments/1?x=1",
        headers: { authorization: "Basic hunter2", accept: "application/json", "x-version": "3" },
      })
      expect((await send(slug, fetching("/appointments/1?x=1", { headers: { "x-version": "3" } }))).body).toMatchObject(
        {
          duplicate: true,
        }
      )
      expect(receiver.requests).toHaveLength(1)
    })

    it("fail where the vendor refuses, and are tried again where its server fails", async () => {
      const slug = await source("vendor")
      receiver.respondWith([{ status: 404 }])
      expect(await send(slug, fetching("/gone"))).toMatchObject({ status: 422, body: { cause: "fetch_refused" } })
      receiver.respondWith([{ status: 500 }])
      const late = await send(slug, fetching("/late"))
      expect(late).toMatchObject({ status: 202, body: { status: "received" } })
      expect(await stored(late.body.id)).toMatchObject({ cause: "fetch_failed", error: expect.stringContaining("500") })

      receiver.respondWith([
        { body: JSON.stringify({ kind: "later", because: "not written yet" }) },
        { body: JSON.stringify(messages(message("late"))) },
      ])
      const again = await send(slug, fetching("/late"))
      expect(again).toMatchObject({ status: 202, body: { id: late.body.id, duplicate: true } })
      expect(await stored(late.body.id)).toMatchObject({ error: "not written yet" })
      await sql("UPDATE webhook_inbound_message SET next_try_at = now() - interval '1 second' WHERE id = $1", [
        late.body.id,
      ])
      await processDueMessages(door.container)
      expect(await stored(late.body.id)).toMatchObject({ status: "processed" })
      expect(await notes("late")).toEqual(["late"])
    })

    it.each([
      ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }],
      ["no JSON", { body: "<html>" }],
      ["a NUL", { body: '{"a":"\\u0000"}' }],
      ["more than 256 KiB", { body: JSON.stringify("x".repeat(300_000)) }],
    ])("fail when the answer is %s", async (_what, answer) => {
      const slug = await source("vendor")
      receiver.respondWith([answer])
      expect(await send(slug, fetching("/odd"))).toMatchObject({ status: 422, body: { cause: "fetch_refused" } })
      expect(receiver.requests).toHaveLength(1)
    })

    it("never lead out of the configured server, nor in circles", async () => {
      const slug = await source("vendor")
      for (const path of ["/../admin", "@127.0.0.1/", "http://127.0.0.1/"])
        expect(await send(slug, fetching(path))).toMatchObject({ status: 422, body: { cause: "fetch_refused" } })
      expect(receiver.requests).toEqual([])
      receiver.respondWith([{ body: JSON.stringify({ kind: "fetch", method: "GET", path: "/again" }) }])
      expect(await send(slug, fetching("/again"))).toMatchObject({ status: 422, body: { cause: "too_much" } })
      expect(receiver.requests).toHaveLength(3)
    })
  })

  it("of a vendor that wants the same answer always are processed behind it, repeats dropped unless they are news", async () => {
    const slug = await source("stubborn")
    for (const note of ["b1", "conflict"]) {
      const answer = await send(slug, { id: note, read: messages(message(note)) })
      expect(answer.status).toBe(204)
    }
    await until(async () => (await notes("b1")).length === 1, { what: "the message to be processed" })
    expect((await send(slug, { id: "b1", read: messages(message("b2")) })).status).toBe(204)
    expect(await notes("b%")).toEqual(["b1"])

    const hasty = await source("hasty")
    for (let n = 0; n < 2; n++)
      expect(await send(hasty, { read: messages(message("news")) })).toMatchObject({
        status: 200,
        body: { id: expect.stringMatching(/^inb_/), status: "received" },
      })
    await until(async () => (await notes("news")).length === 2, { what: "both to be processed" })
  })

  it("keep what their handlers want kept as it was when they came, and see it of all messages of their topic", async () => {
    const slug = await source("vendor")
    const at = (topic: string, more: object = {}) => ({ read: messages(message(`t ${topic}`, { topic, ...more })) })
    snapshotsCount = 100
    const waiting = await send(slug, at("a", { waits: true }))
    expect(waiting).toMatchObject({ status: 422, body: { cause: "closed" } })
    await send(slug, at("b"))
    expect((await send(slug, { ...at("a"), id: "second" })).status).toBe(200)
    expect(seen).toEqual([[{ count: 101 }], [{ count: 102 }], [{ count: 101 }, { count: 103 }]])
    const [row] = await sql<{ text: string }>("SELECT s::text AS text FROM webhook_inbound_snapshot s LIMIT 1")
    expect(row?.text).not.toContain("count")

    // Tried again, nothing is kept anew.
    isDoorOpen = true
    expect(await retryWaitingMessages(door.container, ["door:2"])).toEqual([])
    expect(await retryWaitingMessages(door.container, ["door:1"])).toEqual([waiting.body.id])
    expect(await stored(waiting.body.id)).toMatchObject({ status: "processed", waits_for: null })
    expect(seen.at(-1)).toEqual([{ count: 101 }, { count: 103 }])
    expect(await retryWaitingMessages(door.container, ["door:1"])).toEqual([])
  })

  it("that end the process at each try are quarantined, not tried for ever", async () => {
    const slug = await source("vendor")
    const { id } = (await send(slug, { read: messages(message("crash")) })).body
    const due = "UPDATE webhook_inbound_message SET next_try_at = now() - interval '1 second' WHERE id = $1"
    for (let n = 2; n <= 20; n++) {
      await sql(due, [id])
      expect(await under.webhooks.inbox.takeDue(10)).toContain(id)
    }
    await sql(due, [id])
    expect(await under.webhooks.inbox.takeDue(10)).not.toContain(id)
    expect(await stored(id)).toMatchObject({ status: "quarantined", cause: "tries_ended", next_try_at: null })
  })

  it("are encrypted anew with all that belongs to them", async () => {
    const slug = await source("vendor")
    await send(slug, { read: messages(message("sealed")) })
    const bodies = "UPDATE webhook_inbound_message SET body = $1 WHERE kind LIKE $2"
    await sql(bodies, [JSON.stringify({ read: messages(message("sealed")) }), `${slug}/%`])
    const report = await under.webhooks.resealAll()
    expect(report).toMatchObject({ bodies: 1, snapshots: 0, credentials: 0 })
    const [row] = await sql<{ body: string }>("SELECT body FROM webhook_inbound_message WHERE kind LIKE $1", [
      `${slug}/%`,
    ])
    expect(under.webhooks.inbox.openBody(row!.body)).toContain("sealed")
  })
})

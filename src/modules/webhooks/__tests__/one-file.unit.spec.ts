import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"
import { GET as listEventTypes } from "../../../api/admin/webhooks/event-types/route"
import { retryPolicyView } from "../../../api/admin/webhooks/retry-policies/serializers"
import { signatureSchemeView } from "../../../api/admin/webhooks/signature-schemes/serializers"
import { transportView } from "../../../api/admin/webhooks/transports/serializers"
import { discover } from "../../../utils/discover"
import { readFormats } from "../core/formats"
import { judge } from "../core/retry-decision"
import { outgoingHeaders } from "../core/outgoing-message"
import { readPresets } from "../core/presets"
import { readRetryPolicies } from "../core/retry-policies"
import { readSignatureSchemes } from "../core/signature-schemes"
import { readProfiles } from "../inbound/profiles"
import { eventPages } from "../event-docs/pages"
import type { EventType } from "../event-type"
import { parseOptions } from "../options"
import { openEngine, readEngines } from "../queue-engines"
import type { EngineParts } from "../queue-engines/_definition"
import { readTransports } from "../transports"
import { openTransports } from "../transports/open"
import type { OutgoingMessage, TransportOptions } from "../transport"

/** What CONTRIBUTING.md shows as one new file or folder each, added to a folder of its own. */
describe("one new file", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "webhooks-one-file-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function add(file: string, definition: string, name = "default"): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `exports.${name} = ${definition}`)
  }

  const ZOD = JSON.stringify(require.resolve("@medusajs/framework/zod"))
  const EVENT = `{
    name: "demo.happened", description: "A demo happened.", versions: ["1.0"], schema: require(${ZOD}).z.looseObject({}),
    example: { id: "1" }, subject: (data) => data.id,
  }`

  const PROFILE = (id: string) => `{
    id: "${id}", title: "Demo", description: "A word.", settings: require(${ZOD}).z.strictObject({}), secret: "any",
    refusedBeforeBody: (headers) => (headers["x-demo-word"] ? null : "x-demo-word is required"),
    verify: ({ headers }, { secrets }) =>
      secrets.includes(headers["x-demo-word"]) ? { verified: true, message_id: null } : { verified: false, reason: "no" },
    read: (body) => ({ kind: "messages", messages: [{ message: "patient-linked", body }] }),
  }`

  it("adds an event type: it is in the catalogue that is served, and has a page", async () => {
    add("happened.js", EVENT)
    const catalogue = discover<EventType>(folder, (type) => type.name)
    const json = jest.fn()
    await listEventTypes({ scope: { resolve: () => ({ catalogue }) } } as never, { json } as never, jest.fn())
    expect(json).toHaveBeenCalledWith(
      expect.objectContaining({
        event_types: [expect.objectContaining({ name: "demo.happened", domain: "demo", example: { id: "1" } })],
      })
    )
    expect(eventPages(catalogue.values()).get("demo.happened.md")).toContain("A demo happened.")
  })

  it("adds a format beside ours: it renders", () => {
    cpSync(resolve(__dirname, "../core/formats/bare.ts"), join(folder, "bare.ts"))
    add("demo.js", `{ id: "demo", description: "{ demo }", render: (event) => '{"demo":' + event.data + "}" }`)
    const formats = readFormats(folder)
    const event = { id: "evt_1", type: "demo.happened", occurred_at: new Date(0), data: '{"id":"1"}', previous: null }
    expect([...formats.keys()]).toEqual(["bare", "demo"])
    expect(formats.get("demo")?.render(event, { subscription_id: "sub_1", api_version: "1.0" })).toBe(
      '{"demo":{"id":"1"}}'
    )
  })

  it("adds a profile: it verifies a call and reads it", () => {
    add("demo.js", PROFILE("demo"))
    const profile = readProfiles(folder).get("demo")!
    const call = { method: "POST", url: "", headers: { "x-demo-word": "secret" }, body: Buffer.from("{}") }
    const verified = (secrets: string[]) => profile.verify(call, { secrets, settings: {} }, new Date()).verified
    expect([profile.refusedBeforeBody({}, {}, new Date()), verified(["secret"]), verified([])]).toEqual([
      ...["x-demo-word is required", true, false],
    ])
    expect(profile.read?.({ a: 1 }, {})).toEqual({
      ...{ kind: "messages", messages: [{ message: "patient-linked", body: { a: 1 } }] },
    })
  })

  it("adds a preset: it is found with its settings", () => {
    add(
      "demo.js",
      `{ id: "demo", title: "Demo", description: "Once.", settings: { retry_policy: "none", max_retries: 0, retry_interval_seconds: null, client_error_policy: "drop" } }`
    )
    expect(readPresets(folder).get("demo")?.settings.retry_policy).toBe("none")
  })

  it("adds a retry policy: its schedule is served", () => {
    add(
      "demo.js",
      `{ id: "demo", title: "Demo", description: "n minutes.", defaultMaxRetries: 3, delayMs: (n) => n * 60_000 }`
    )
    expect(retryPolicyView(readRetryPolicies(folder).get("demo")!, {})).toEqual({
      id: "demo",
      title: "Demo",
      description: "n minutes.",
      default_max_retries: 3,
      default_retry_interval_seconds: null,
      schedule_ms: [60_000, 120_000, 180_000],
    })
  })

  it("adds a signature scheme: it is served, and signs what goes out", () => {
    add(
      "demo.js",
      `{ id: "demo", title: "Demo", description: "x-demo.", sign: ({ body }) => ({ "x-demo": String(body.length) }), verify: () => ({ verified: false, reason: "demo" }) }`
    )
    const scheme = readSignatureSchemes(folder).get("demo")!
    expect(signatureSchemeView(scheme)).toEqual({ id: "demo", title: "Demo", description: "x-demo." })
    const message = { event_id: "evt_1", event_type: "demo.happened", delivery_id: "dlv_1", attempt_number: 1 }
    expect(
      outgoingHeaders(
        { ...message, scheme, body: Buffer.from("{}"), secrets: [], traceparent: null, customHeaders: [] },
        new Date(0)
      )
    ).toMatchObject({ "x-demo": "2" })
  })

  it("adds a transport, as a folder: it is served, sends, and its own outcome is tried again", async () => {
    add(
      "demo/metadata.js",
      `{
        id: "demo", title: "Demo", description: "Nowhere.", urlExample: "demo:", hasMethods: false,
        outcomes: { lost: "Nobody was there" }, urlRefusal: () => null, load: () => require("./transport"),
      }`
    )
    const lost = { kind: "lost", response_code: null, reason: null, retryAfterMs: null }
    add(
      "demo/transport.js",
      `() => ({ send: async () => ({ outcome: ${JSON.stringify(lost)}, response_body: null }), close: async () => {} })`,
      "open"
    )
    const transports = readTransports(folder)
    expect([...transports.values()].map(transportView)).toEqual([
      {
        id: "demo",
        title: "Demo",
        description: "Nowhere.",
        url_example: "demo:",
        has_methods: false,
        outcomes: { lost: "Nobody was there" },
      },
    ])
    const opened = openTransports(transports.values(), {} as TransportOptions)
    const { outcome } = await opened.get("demo")!.send({} as OutgoingMessage, { timeout_ms: 1 })
    const settings = { retry_policy: "fixed", max_retries: 1, retry_interval_seconds: 1 } as const
    expect(judge(outcome, { ...settings, client_error_policy: "drop" }, 1, new Date(0), 0)).toEqual({
      change: "fail_for_now",
      next_retry_at: new Date(1_000),
    })
  })

  describe("that is a queue engine", () => {
    const engine = (id: string, wants = "") =>
      `{ id: "${id}", ${wants} open: () => ({ health: () => ({ id: "${id}" }) }) }`
    const opened = (given: object) =>
      openEngine({ options: parseOptions(given).options } as EngineParts, readEngines(folder)).health().id

    beforeEach(() => {
      add("usual.js", engine("usual"))
      add("demo.js", engine("demo", `wants: ({ redisPrefix }) => redisPrefix === "demo",`))
    })

    it("runs when the options want it or name it, and another when they do not", () => {
      expect(opened({})).toBe("usual")
      expect(opened({ redisPrefix: "demo" })).toBe("demo")
      expect(opened({ engine: "demo" })).toBe("demo")
      expect(opened({ redisPrefix: "demo", engine: "usual" })).toBe("usual")
    })

    it("stops the boot when the options name none, or several want them", () => {
      expect(() => opened({ engine: "hope" })).toThrow(/engine must be one of demo, usual.*"hope"/)
      add("other.js", engine("other", `wants: () => true,`))
      expect(() => opened({ redisPrefix: "demo" })).toThrow(/"demo and other"/)
    })
  })

  it.each<[string, string, string, (folder: string) => unknown]>([
    ["a format that can't render", "demo.js", `{ id: "demo" }`, readFormats],
    ["a preset without settings", "demo.js", `{ id: "demo" }`, readPresets],
    ["a retry policy without a schedule", "demo.js", `{ id: "demo", defaultMaxRetries: 1 }`, readRetryPolicies],
    ["a retry policy without a number", "demo.js", `{ id: "demo", delayMs: () => 1 }`, readRetryPolicies],
    ["a scheme that can't verify", "demo.js", `{ id: "demo", sign: () => ({}) }`, readSignatureSchemes],
    ["a profile that can't verify", "demo.js", `{ id: "demo", refusedBeforeBody: () => null }`, readProfiles],
    ["a transport that can't be loaded", "demo/metadata.js", `{ id: "demo" }`, readTransports],
    ["an engine that can't be opened", "demo.js", `{ id: "demo" }`, readEngines],
    ["a file that fails", "demo.js", `missing.variable`, readFormats],
  ])("stops the boot when it is %s", (_fact, file, definition, read) => {
    add(file, definition)
    expect(() => read(folder)).toThrow(/demo\.js|metadata\.js|missing/)
  })

  it.each<[string, string, string, (folder: string) => unknown]>([
    ["format", ".js", `{ id: "same", render: () => "" }`, readFormats],
    ["preset", ".js", `{ id: "same", settings: { retry_policy: "none" } }`, readPresets],
    ["retry policy", ".js", `{ id: "same", defaultMaxRetries: 1, delayMs: () => 1 }`, readRetryPolicies],
    ["signature scheme", ".js", `{ id: "same", sign: () => ({}), verify: () => ({}) }`, readSignatureSchemes],
    ["profile", ".js", PROFILE("same"), readProfiles],
    ["transport", "/metadata.js", `{ id: "same", load: () => ({}) }`, readTransports],
    ["engine", ".js", `{ id: "same", open: () => ({}) }`, readEngines],
  ])("stops the boot when the id of a %s is taken", (_what, end, definition, read) => {
    add(`a${end}`, definition)
    add(`b${end}`, definition)
    expect(() => read(folder)).toThrow(/the id "same" is taken/)
  })
})

import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { GET as listEventTypes } from "../../../api/admin/webhooks/event-types/route"
import { discover } from "../../../utils/discover"
import { readFormats } from "../core/formats"
import { readPresets } from "../core/presets"
import { eventPages } from "../event-docs/pages"
import type { EventType } from "../event-type"

/** What CONTRIBUTING.md shows as one new file each, added to a folder of its own. */
describe("one new file", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "webhooks-one-file-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const add = (file: string, definition: string) => writeFileSync(join(folder, file), `exports.default = ${definition}`)

  const ZOD = JSON.stringify(require.resolve("@medusajs/framework/zod"))
  const EVENT = `{
    name: "demo.happened", description: "A demo happened.", versions: ["1.0"], schema: require(${ZOD}).z.looseObject({}),
    example: { id: "1" }, subject: (data) => data.id,
  }`

  it("adds an event type: it is in the catalogue that is served, and has a page", async () => {
    add("happened.js", EVENT)
    const catalogue = discover<EventType>(folder, (type) => type.name)
    const json = jest.fn()
    await listEventTypes({ scope: { resolve: () => ({ catalogue }) } } as never, { json } as never)
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

  it("adds a preset: it is found with its settings", () => {
    add(
      "demo.js",
      `{ id: "demo", title: "Demo", description: "Once.", settings: { retry_policy: "none", max_retries: 0, retry_interval_seconds: null, client_error_policy: "drop" } }`
    )
    expect(readPresets(folder).get("demo")?.settings.retry_policy).toBe("none")
  })

  it.each<[string, string, (folder: string) => unknown]>([
    ["a format that can't render", `{ id: "demo" }`, readFormats],
    ["a preset without settings", `{ id: "demo" }`, readPresets],
    ["a file that fails", `missing.variable`, readFormats],
  ])("stops the boot when it is %s", (_fact, definition, read) => {
    add("demo.js", definition)
    expect(() => read(folder)).toThrow(/demo\.js|missing/)
  })

  it("stops the boot when its id is taken", () => {
    add("a.js", `{ id: "same", render: () => "" }`)
    add("b.js", `{ id: "same", render: () => "" }`)
    expect(() => readFormats(folder)).toThrow(/b\.js: the id "same" is taken/)
  })
})

import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readFormats } from "../formats"
import { readPresets } from "../presets"
import { readRetryPolicies } from "../retry-policies"
import { readSignatureSchemes } from "../signature-schemes"

describe("a definition found in a folder", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "webhooks-found-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function add(definition: string): void {
    writeFileSync(join(folder, "demo.js"), `exports.default = ${definition}`)
  }

  it.each([
    ["signature scheme", readSignatureSchemes, `{ id: "demo", sign() {}, verify() {} }`],
    ["format", readFormats, `{ id: "demo", render() {} }`],
    ["preset", readPresets, `{ id: "demo", settings: { retry_policy: "none" } }`],
    ["retry policy", readRetryPolicies, `{ id: "demo", delayMs() {}, defaultMaxRetries: 0 }`],
  ])("is a %s when it does what one has to do", (_what, read, definition) => {
    add(definition)
    expect([...read(folder).keys()]).toEqual(["demo"])
  })

  it.each([
    ["signature scheme that can't verify", readSignatureSchemes, `{ id: "demo", sign() {} }`],
    ["signature scheme that can't sign", readSignatureSchemes, `{ id: "demo", verify() {} }`],
    ["format that can't render", readFormats, `{ id: "demo", render: "text" }`],
    ["preset without settings", readPresets, `{ id: "demo" }`],
    ["preset without a retry policy", readPresets, `{ id: "demo", settings: {} }`],
    ["retry policy that can't tell when", readRetryPolicies, `{ id: "demo", defaultMaxRetries: 3 }`],
    ["retry policy that can't tell how often", readRetryPolicies, `{ id: "demo", delayMs() {} }`],
  ])("stops the boot as a %s, and the file is named", (_what, read, definition) => {
    add(definition)
    expect(() => read(folder)).toThrow("demo.js: must default-export a definition with an id")
  })
})

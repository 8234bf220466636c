import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { MESSAGE_OF_EVENT } from "../_own-messages"
import { PROFILE_IDS } from "../index"
import { settingsProblems } from "./_calls"

const PAGE = readFileSync(resolve(__dirname, "../../../../../../docs/emr.md"), "utf8")

describe("docs/emr.md", () => {
  it("shows each of our messages once, as JSON", () => {
    const samples = [...PAGE.matchAll(/```json\n([\s\S]*?)```/g)].map(
      ([, json]) => JSON.parse(json!) as { event: string }
    )
    expect(samples.map(({ event }) => event)).toEqual([...MESSAGE_OF_EVENT.keys()])
  })

  it("has a place for every profile", () => {
    for (const id of PROFILE_IDS) expect(PAGE).toMatch(new RegExp(`\`${id}\`|"profile": "${id}"`))
  })

  it("shows settings that are accepted", () => {
    const shown = [...PAGE.matchAll(/"profile": "([a-z0-9-]+)", "settings": (\{.*?\})[, ]/g)]
    expect(shown.length).toBeGreaterThanOrEqual(6)
    for (const [, id, json] of shown) {
      const key = Buffer.alloc(32, 9).toString("base64")
      expect(settingsProblems(id!, JSON.parse(json!.replace("<signing_pub_key>", key)))).toEqual([])
    }
    const senders = [...PAGE.matchAll(/^\| \w+ +\| `(\{ "header".*\})` +\|$/gm)].map(([, json]) => json!)
    expect(senders).toHaveLength(4)
    for (const json of senders) expect(settingsProblems("hmac", JSON.parse(json))).toEqual([])
  })
})

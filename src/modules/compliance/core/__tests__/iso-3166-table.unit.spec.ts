import { execFileSync } from "node:child_process"
import { resolve } from "node:path"

const UPDATE = resolve(__dirname, "../../update-iso-3166.mjs")

describe("the ISO 3166 table", () => {
  it("is what the installed package says", () => {
    expect(() => execFileSync(process.execPath, [UPDATE, "--check"], { stdio: "pipe" })).not.toThrow()
  })
})

import { readdirSync } from "node:fs"
import { resolve } from "node:path"
import { RESERVED_SLUGS, isReservedSlug } from "../reserved-slugs"

describe("reserved slugs", () => {
  it("are all the routes of our own below /webhooks/", () => {
    const folders = readdirSync(resolve(__dirname, "../../../../api/webhooks"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("["))
      .map(({ name }) => name)
    expect(folders).not.toEqual([])
    expect(RESERVED_SLUGS).toEqual(expect.arrayContaining(folders))
  })

  it("are reserved in every case, for a path is matched in every case", () => {
    expect(isReservedSlug("Partner")).toBe(true)
    expect(isReservedSlug("emr")).toBe(false)
  })
})

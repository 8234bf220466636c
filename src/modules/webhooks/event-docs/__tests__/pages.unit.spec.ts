import { readFileSync, readdirSync } from "node:fs"
import { resolve } from "node:path"
import { eventTypes } from "../../event-types"
import { eventPages } from "../pages"

const FOLDER = resolve(__dirname, "../../../../../docs/events")

describe("docs/events", () => {
  const pages = eventPages(eventTypes.values())

  it("has a page for each event type and no other", () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...pages.keys()].sort())
  })

  it.each([...pages.keys()])("is current (npm run docs:events): %s", (file) => {
    expect(readFileSync(resolve(FOLDER, file), "utf8")).toBe(pages.get(file))
  })
})

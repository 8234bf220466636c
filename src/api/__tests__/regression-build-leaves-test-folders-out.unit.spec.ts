import { readdirSync } from "node:fs"
import { resolve } from "node:path"

/** Names that `medusa build` leaves out wherever they stand (framework/build-tools/compiler.js). */
const LEFT_OUT = ["integration-tests", "test", "unit-tests"]

/**
 * `POST /admin/webhooks/subscriptions/:id/test` lived in a folder named `test`: it answered in development and in every
 * test on the sources, and 404 in every shop that was built.
 */
describe("the sources", () => {
  it("have no folder that a build leaves out", () => {
    const entries = readdirSync(resolve(__dirname, "../.."), { recursive: true, withFileTypes: true })
    const folders = entries
      .filter((entry) => entry.isDirectory() && LEFT_OUT.includes(entry.name))
      .map(({ name }) => name)
    expect(folders).toEqual([])
  })
})

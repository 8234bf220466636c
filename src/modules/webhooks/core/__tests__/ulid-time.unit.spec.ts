import { generateEntityId } from "@medusajs/framework/utils"
import fc from "fast-check"
import { idAt } from "../ulid-time"

describe("ids by time", () => {
  it("lie between those of the instants before and after", () => {
    const before = new Date()
    const id = generateEntityId(undefined, "dlv")
    expect(idAt("dlv", before) <= id).toBe(true)
    expect(id < idAt("dlv", new Date(Date.now() + 1))).toBe(true)
  })

  it("are ordered as their instants are", () => {
    const at = fc.date({ min: new Date(0), max: new Date("2900-01-01"), noInvalidDate: true })
    fc.assert(
      fc.property(at, at, (a, b) => {
        expect(idAt("evt", a) < idAt("evt", b)).toBe(a.getTime() < b.getTime())
      })
    )
  })

  it("are before all others for an instant before 1970, which no ULID can name", () => {
    for (const at of ["1969-12-31T23:59:59.999Z", "1960-01-01T00:00:00Z", "0001-01-01T00:00:00Z"]) {
      expect(idAt("evt", new Date(at))).toBe("evt_0000000000")
    }
  })
})

import fc from "fast-check"
import { CALLBACK_SOURCE, SECRET_PURPOSES, secretOwnerOf } from "../secret-owner"

describe("the owner of a source's secrets", () => {
  it("is the source for its own calls, and a name of its own for our callbacks", () => {
    const source = { id: "src_1", slug: "emr" }
    expect(secretOwnerOf(source, "inbound")).toBe("src_1")
    expect(secretOwnerOf(source, "callbacks")).toBe("src_1:callbacks")
  })

  it("is never that of calls for the source of unnamed callbacks, which calls nobody", () => {
    expect(CALLBACK_SOURCE).toBe("callbacks")
    expect(secretOwnerOf({ id: "src_1", slug: "callbacks" }, "inbound")).toBe("src_1:callbacks")
    expect(secretOwnerOf({ id: "src_1", slug: "callbacks" }, "callbacks")).toBe("src_1:callbacks")
  })

  it("is never the same for both purposes of any other source", () => {
    expect(SECRET_PURPOSES).toEqual(["inbound", "callbacks"])
    const slug = fc.string().filter((text) => text !== CALLBACK_SOURCE)
    fc.assert(
      fc.property(fc.record({ id: fc.string(), slug }), (source) => {
        expect(secretOwnerOf(source, "inbound")).not.toBe(secretOwnerOf(source, "callbacks"))
      })
    )
  })
})

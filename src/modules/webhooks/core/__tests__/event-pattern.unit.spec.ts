import fc from "fast-check"
import { isEventPattern, matchesType, patternsOf } from "../event-pattern"

describe("event patterns", () => {
  it.each([
    ["order.placed", "order.placed", true],
    ["order.*", "order.placed", true],
    ["*", "order.placed", true],
    ["file-request.*", "file-request.files.update", true],
    ["file-request.files.*", "file-request.files.update", true],
    ["order.*", "orders.placed", false],
    ["order.*", "order", false],
    ["order", "order.placed", false],
    ["order.placed", "order.placed.late", false],
    ["*", "inbound_fax", true],
    ["*", "webhook.subscription_disabled", false],
    ["webhook.*", "webhook.subscription_disabled", true],
  ])("%s for %s: %s", (pattern, type, expected) => {
    expect(matchesType([pattern], type)).toBe(expected)
  })

  it("are, for one type, the type, everything and each beginning; everything leaves out what is about webhooks", () => {
    expect(patternsOf("a.b.c")).toEqual(["a.b.c", "*", "a.*", "a.b.*"])
    expect(patternsOf("webhook.test")).toEqual(["webhook.test", "webhook.*"])
  })

  it.each(["order.placed", "order.*", "*", "inbound_fax", "file-request.files.update"])("takes %s", (pattern) => {
    expect(isEventPattern(pattern)).toBe(true)
  })

  it.each(["", ".", "*.placed", "order.*.late", "order..placed", "Order.Placed", "order placed", "order.**", ".*"])(
    "refuses %j",
    (pattern) => {
      expect(isEventPattern(pattern)).toBe(false)
    }
  )

  it("lists for a type only patterns that may be subscribed to and that match it", () => {
    const type = fc
      .array(fc.stringMatching(/^[a-z0-9_-]{1,8}$/), { minLength: 1, maxLength: 5 })
      .map((words) => words.join("."))
    fc.assert(
      fc.property(type, (name) => {
        for (const pattern of patternsOf(name)) {
          expect(isEventPattern(pattern)).toBe(true)
          expect(matchesType([pattern], name)).toBe(true)
        }
      })
    )
  })
})

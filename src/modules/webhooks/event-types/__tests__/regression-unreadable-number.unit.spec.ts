import { number } from "../_read"
import { orderOf } from "../order/_order"

/** `amount()` made 0 of everything that it could not read: a partner got a signed event about an order that costs nothing. */
describe("a number of the shop's row", () => {
  it.each<[unknown, number]>([
    [49.9, 49.9],
    [0, 0],
    ["49.90", 49.9],
    ["-3", -3],
    [{ numeric: 12.5, value: "12.5" }, 12.5],
    [{ value: "0.1", precision: 20 }, 0.1],
  ])("reads %j", (value, expected) => expect(number(value)).toBe(expected))

  it.each([undefined, null, {}, [], "abc", "12,50", "", " ", "0x10", true, Number.NaN, Number.POSITIVE_INFINITY])(
    "is an error where it is %j",
    (value) => expect(() => number(value)).toThrow(/expected a number/)
  )

  it("is an error where an order's total is missing", () => {
    const row = { id: "order_1", display_id: 1, status: "pending", currency_code: "usd", created_at: new Date() }
    expect(() => orderOf(row)).toThrow(/expected a number/)
  })
})

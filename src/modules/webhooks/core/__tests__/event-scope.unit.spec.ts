import { firstOutsideScope } from "../event-scope"

describe("the scope of a partner's events", () => {
  it.each<[string[], string[]]>([
    [["order.placed"], ["order.placed"]],
    [["order.placed", "order.*"], ["order.*"]],
    [["a.b.c", "a.b.*"], ["a.*"]],
    [["order.*", "*", "inbound_fax"], ["*"]],
    [["webhook.*", "webhook.subscription_failing"], ["webhook.*"]],
  ])("%j lie within %j", (patterns, allowed) => {
    expect(firstOutsideScope(patterns, allowed)).toBe(-1)
  })

  it.each<[string[], string[], number]>([
    [["*"], ["order.*"], 0],
    [["order.placed", "customer.created"], ["order.*"], 1],
    [["a.*"], ["a.b.*"], 0],
    [["calls.user.*"], ["calls.user.create", "calls.user.delete"], 0],
    [["orders.placed"], ["order.*"], 0],
    [["webhook.*"], ["*"], 0],
    [["webhook.subscription_failing"], ["*"], 0],
    [["order.placed"], [], 0],
  ])("%j do not within %j, from %i on", (patterns, allowed, index) => {
    expect(firstOutsideScope(patterns, allowed)).toBe(index)
  })
})

import { readAmqpUrl } from "../url"

describe("an AMQP URL", () => {
  it.each([
    [
      "amqp://hub:pw@mq.example/?queue=cases",
      { tls: false, host: "mq.example", port: 5_672, user: "hub", vhost: "/", exchange: "", routing_key: "cases" },
    ],
    [
      "amqps://hub@mq.example:5673?exchange=e&routing_key=a.b",
      { tls: true, port: 5_673, vhost: "/", exchange: "e", routing_key: "a.b" },
    ],
    ["amqps://hub:pw@mq.example/%2F?exchange=e&routing_key=", { port: 5_671, vhost: "/", routing_key: "" }],
    [
      "amqp://h%40b:p%3Aw@[2001:db8::1]/a%2Fb?queue=x%20y+z",
      { host: "2001:db8::1", user: "h@b", vhost: "a/b", routing_key: "x y+z" },
    ],
    // As the guard has to see it.
    ["amqp://hub:pw@0x7f.1/?queue=q", { host: "127.0.0.1" }],
    ["amqp://hub:pw@2130706433/?queue=q", { host: "127.0.0.1" }],
    ["amqp://hub:pw@LocalHost/?queue=q", { host: "localhost" }],
  ])("is read: %s", (url, target) => {
    expect(readAmqpUrl(url)).toMatchObject({ ok: true, value: target })
  })

  it.each([
    ["partner", "is not a URL"],
    ["https://hub:pw@mq.example/?queue=q", "must begin with amqp:// or amqps://, not https://"],
    ["amqp:queue", "names no host"],
    ["amqp:///?queue=q", "names no host"],
    ["amqp://mq.example/?queue=q", "must name a user"],
    ["amqp://hub:p%ww@mq.example/?queue=q", "%"],
    ["amqp://hub:pw@mq.example/a/b?queue=q", "%2F"],
    ["amqp://hub:pw@mq.example/?queue=q#x", "%23"],
    ["amqp://hub:pw@mq.example/", "must say where to publish"],
    ["amqp://hub:pw@mq.example/?queue=", "empty queue"],
    ["amqp://hub:pw@mq.example/?queue=q&exchange=e", "one of the two"],
    ["amqp://hub:pw@mq.example/?queue=q&routing_key=k", "one of the two"],
    ["amqp://hub:pw@mq.example/?routing_key=k", "must say where to publish"],
    ["amqp://hub:pw@mq.example/?exchange=&routing_key=k", "empty exchange"],
    ["amqp://hub:pw@mq.example/?exchange=e", "needs a routing_key"],
    ["amqp://hub:pw@mq.example/?queue=q&queue=r", "twice"],
    ["amqp://hub:pw@mq.example/?queue=q&heartbeat=0", 'unknown parameter "heartbeat"'],
    [`amqp://hub:pw@mq.example/?queue=${"q".repeat(256)}`, "routing_key of more than 255 bytes"],
    ["amqp://hub:pw@mq.example/?queue=a%00b", "control character in the routing_key"],
  ])("is refused: %s", (url, reason) => {
    expect(readAmqpUrl(url)).toEqual({ ok: false, reason: expect.stringContaining(reason) })
    expect(JSON.stringify(readAmqpUrl(url))).not.toContain("pw")
  })
})

import { keepsLogin, maskPasswords, splitPassword } from "../url-password"

describe("the password of a URL", () => {
  it.each([
    ["amqp://hub:hunter2@mq.example/v?queue=q", "amqp://hub:***@mq.example/v?queue=q", "hunter2"],
    [
      "amqps://hub:p%40ss%2Fw%3A%25rd@mq.example:5671/?queue=q",
      "amqps://hub:***@mq.example:5671/?queue=q",
      "p@ss/w:%rd",
    ],
    ["amqp://hub:***@mq.example/?queue=q", "amqp://hub:***@mq.example/?queue=q", "***"],
    ["amqp://hub@mq.example/?queue=q", "amqp://hub@mq.example/?queue=q", null],
    ["https://partner.example/webhooks", "https://partner.example/webhooks", null],
  ])("is taken out of %s", (given, url, password) => {
    expect(splitPassword(given)).toEqual({ url, password })
  })

  const stored = "amqps://hub:***@mq.example:5671/v?queue=a"
  it.each([
    "amqps://hub:***@mq.example:5671/v?queue=b",
    "amqps://hub:***@mq.example:5671/other?exchange=e&routing_key=k",
  ])("may go to %s", (url) => {
    expect(keepsLogin(url, stored)).toBe(true)
  })
  it.each([
    ["another host", "amqps://hub:***@mq.evil.example:5671/v?queue=a"],
    ["another port", "amqps://hub:***@mq.example:5673/v?queue=a"],
    ["another user", "amqps://root:***@mq.example:5671/v?queue=a"],
    ["a connection without TLS", "amqp://hub:***@mq.example:5671/v?queue=a"],
  ])("may not go to %s", (_what, url) => {
    expect(keepsLogin(url, stored)).toBe(false)
  })

  it.each([
    ["https://me:secret@partner.example", "https://me:***@partner.example"],
    ['"amqp://me:se/cr@et@mq.example/?queue=q"', '"amqp://me:***@mq.example/?queue=q"'],
    ["https://partner.example/a:b?mail=c@d.example", "https://partner.example/a:b?mail=c@d.example"],
  ])("is not shown: %s", (text, shown) => {
    expect(maskPasswords(text)).toBe(shown)
  })
})

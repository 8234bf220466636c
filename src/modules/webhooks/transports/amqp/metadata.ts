import { defineTransport } from "../../transport"
import { OWN_OUTCOMES } from "./own-outcomes"
import { readAmqpUrl } from "./url"

export default defineTransport({
  id: "amqp",
  title: "AMQP 0-9-1",
  description: "A persistent message into the partner's broker; its confirm means that the partner has it.",
  urlExample: "amqps://user:password@broker.example/vhost?queue=orders",
  hasMethods: false,
  outcomes: OWN_OUTCOMES,

  urlRefusal(url) {
    const read = readAmqpUrl(url)
    return read.ok ? null : read.reason
  },

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- its libraries are loaded by a process that sends, not by one that checks a URL
  load: () => require("./transport") as typeof import("./transport"),
})

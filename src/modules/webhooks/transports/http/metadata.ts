import { defineTransport } from "../../transport"

export default defineTransport({
  id: "http",
  title: "HTTP",
  description: "A request to the partner's URL; any 2xx answer means that the partner has it.",
  urlExample: "https://partner.example/webhooks",
  hasMethods: true,
  outcomes: {},

  urlRefusal(url) {
    if (!URL.canParse(url)) return "is not a URL"
    const { protocol, username, password } = new URL(url)
    if (protocol !== "http:" && protocol !== "https:") return `must begin with http:// or https://, not ${protocol}//`
    // undici would drop the login silently, and lists of subscriptions would show it.
    if (username !== "" || password !== "") return "must not hold a user name or password; use a header"
    return null
  },

  // eslint-disable-next-line @typescript-eslint/no-require-imports -- its libraries are loaded by a process that sends, not by one that checks a URL
  load: () => require("./transport") as typeof import("./transport"),
})

/** A parsed AMQP URL: the broker, and the exchange and routing key to publish to. */
export interface AmqpTarget {
  tls: boolean
  /** Without the brackets of an IPv6 address. */
  host: string
  port: number
  user: string
  vhost: string
  /** `""` is the default exchange, whose routing key is the name of a queue. */
  exchange: string
  routing_key: string
}

const PORTS = { "amqp:": 5_672, "amqps:": 5_671 } as const
const FORMS = "exchange and routing_key, or queue"
/** The limit of AMQP's short strings. */
const MAX_NAME_BYTES = 255
const CONTROL = /[\x00-\x1f\x7f]/

/**
 * Reads `amqp(s)://user[:password]@host[:port]/vhost?exchange=…&routing_key=…` or `…?queue=…`.
 * @returns the target; a text that says what is wrong with the URL otherwise.
 */
export function readAmqpUrl(text: string): AmqpTarget | string {
  if (!URL.canParse(text)) return "is not a URL"
  const url = new URL(text)
  if (url.protocol !== "amqp:" && url.protocol !== "amqps:")
    return `must begin with amqp:// or amqps://, not ${url.protocol}//`
  if (url.hash !== "") return "must not hold a #; write it as %23"
  // URL does not normalise the host of an unknown scheme: 0x7f.1 has to become 127.0.0.1 for the address guard.
  if (url.hostname === "" || !URL.canParse(`http://${url.hostname}`)) return "names no host"
  const host = new URL(`http://${url.hostname}`).hostname.replace(/^\[|\]$/g, "")
  const [user, vhost] = [decoded(url.username), decoded(url.pathname.slice(1))]
  if (user === null || vhost === null || decoded(url.password) === null)
    return "holds a % that is not followed by two hex digits"
  if (user === "") return "must name a user: amqp://user:password@host"
  if (url.pathname.slice(1).includes("/")) return "must write a / in the virtual host as %2F"
  const destination = readDestination(url.search)
  if (typeof destination === "string") return destination
  for (const [what, name] of Object.entries({ "virtual host": vhost, user, ...destination })) {
    if (Buffer.byteLength(name) > MAX_NAME_BYTES) return `names a ${what} of more than ${MAX_NAME_BYTES} bytes`
    if (CONTROL.test(name)) return `holds a control character in the ${what}`
  }
  const port = url.port === "" ? PORTS[url.protocol] : Number(url.port)
  return { tls: url.protocol === "amqps:", host, port, user, vhost: vhost || "/", ...destination }
}

function readDestination(search: string): Pick<AmqpTarget, "exchange" | "routing_key"> | string {
  // A + is part of a name here, not a space as in HTML forms.
  const query = new URLSearchParams(search.replaceAll("+", "%2B"))
  const names = [...query.keys()]
  const unknown = names.find((name) => !["exchange", "routing_key", "queue"].includes(name))
  if (unknown !== undefined) return `has an unknown parameter "${unknown}"; there are ${FORMS}`
  if (new Set(names).size < names.length) return "has a parameter twice"
  const [exchange, routingKey, queue] = [query.get("exchange"), query.get("routing_key"), query.get("queue")]
  if (queue !== null) {
    if (exchange !== null || routingKey !== null) return `must have one of the two: ${FORMS}`
    return queue === "" ? "has an empty queue" : { exchange: "", routing_key: queue }
  }
  if (exchange === null) return `must say where to publish: ${FORMS}`
  if (exchange === "") return "has an empty exchange; the default exchange is written as queue=…"
  if (routingKey === null) return "needs a routing_key beside exchange (routing_key= where the exchange asks for none)"
  return { exchange, routing_key: routingKey }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

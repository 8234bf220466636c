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

/** What was read of a text, or what is wrong with it. */
export type Read<T> = { ok: true; value: T } | { ok: false; reason: string }

const wrong = (reason: string) => ({ ok: false, reason }) as const

/**
 * Reads `amqp(s)://user[:password]@host[:port]/vhost?exchange=…&routing_key=…` or `…?queue=…`.
 * @returns the target, or what is wrong with the URL.
 */
export function readAmqpUrl(text: string): Read<AmqpTarget> {
  if (!URL.canParse(text)) return wrong("is not a URL")
  const url = new URL(text)
  if (url.protocol !== "amqp:" && url.protocol !== "amqps:")
    return wrong(`must begin with amqp:// or amqps://, not ${url.protocol}//`)
  if (url.hash !== "") return wrong("must not hold a #; write it as %23")
  // URL does not normalise the host of an unknown scheme: 0x7f.1 has to become 127.0.0.1 for the address guard.
  if (url.hostname === "" || !URL.canParse(`http://${url.hostname}`)) return wrong("names no host")
  const host = new URL(`http://${url.hostname}`).hostname.replace(/^\[|\]$/g, "")
  const [user, vhost] = [decoded(url.username), decoded(url.pathname.slice(1))]
  if (user === null || vhost === null || decoded(url.password) === null)
    return wrong("holds a % that is not followed by two hex digits")
  if (user === "") return wrong("must name a user: amqp://user:password@host")
  if (url.pathname.slice(1).includes("/")) return wrong("must write a / in the virtual host as %2F")
  const destination = readDestination(url.search)
  if (!destination.ok) return destination
  for (const [what, name] of Object.entries({ "virtual host": vhost, user, ...destination.value })) {
    if (Buffer.byteLength(name) > MAX_NAME_BYTES) return wrong(`names a ${what} of more than ${MAX_NAME_BYTES} bytes`)
    if (CONTROL.test(name)) return wrong(`holds a control character in the ${what}`)
  }
  const port = url.port === "" ? PORTS[url.protocol] : Number(url.port)
  return {
    ok: true,
    value: { tls: url.protocol === "amqps:", host, port, user, vhost: vhost || "/", ...destination.value },
  }
}

function readDestination(search: string): Read<Pick<AmqpTarget, "exchange" | "routing_key">> {
  // A + is part of a name here, not a space as in HTML forms.
  const query = new URLSearchParams(search.replaceAll("+", "%2B"))
  const names = [...query.keys()]
  const unknown = names.find((name) => !["exchange", "routing_key", "queue"].includes(name))
  if (unknown !== undefined) return wrong(`has an unknown parameter "${unknown}"; there are ${FORMS}`)
  if (new Set(names).size < names.length) return wrong("has a parameter twice")
  const [exchange, routingKey, queue] = [query.get("exchange"), query.get("routing_key"), query.get("queue")]
  if (queue !== null) {
    if (exchange !== null || routingKey !== null) return wrong(`must have one of the two: ${FORMS}`)
    return queue === "" ? wrong("has an empty queue") : { ok: true, value: { exchange: "", routing_key: queue } }
  }
  if (exchange === null) return wrong(`must say where to publish: ${FORMS}`)
  if (exchange === "") return wrong("has an empty exchange; the default exchange is written as queue=…")
  if (routingKey === null)
    return wrong("needs a routing_key beside exchange (routing_key= where the exchange asks for none)")
  return { ok: true, value: { exchange, routing_key: routingKey } }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

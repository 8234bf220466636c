import ipaddr from "ipaddr.js"

/**
 * The address guard (SSRF protection): whether an address may be called from inside our network. Only plain public unicast may.
 * Loopback, private, link-local (cloud metadata), carrier-grade NAT, multicast, and everything that
 * hides a v4 address inside a v6 one (mapped, NAT64, 6to4, Teredo) is refused.
 *
 * @param address an IP literal, as resolved; brackets and zone ids are understood.
 * @returns `null` when it may be called, else why not.
 */
export function refusalOf(address: string): string | null {
  const literal = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "")
  if (!ipaddr.isValid(literal)) return `${address} is not an IP address`
  const parsed = ipaddr.parse(literal)
  const range = parsed.range()
  if (range === "unicast" && !isHiddenV4(parsed)) return null
  return `${parsed.toString()} is not a public address (${range === "unicast" ? "hides an IPv4 address" : range})`
}

/** IPv4-compatible `::a.b.c.d` is deprecated, yet some stacks still route it. The library has no range for it. */
function isHiddenV4(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return address instanceof ipaddr.IPv6 && address.match(ipaddr.IPv6.parse("::"), 96)
}

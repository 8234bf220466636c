import { lookup as dnsLookup, type LookupAddress } from "node:dns"
import { isIP } from "node:net"
import { buildConnector } from "undici"
import { refusalOf } from "../core/address-guard"

/** The target is an address that the address guard refuses. Recognised by its class, never by its text. */
export class BlockedTargetError extends Error {
  override name = "BlockedTargetError"
}

type Lookup = typeof dnsLookup
type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * A connector that refuses addresses that are not public, at the moment when the socket opens: a name may resolve to another
 * address by then. Node does not call `lookup` for an IP literal, so literals are checked separately.
 */
export function guardedConnect(
  connectTimeoutMs: number,
  allowPrivateTargets: boolean,
  lookup: Lookup = dnsLookup
): buildConnector.connector {
  if (allowPrivateTargets) return buildConnector({ timeout: connectTimeoutMs })
  const connect = buildConnector({ timeout: connectTimeoutMs, lookup: guardedLookup(lookup) as never })
  return (options, callback) => {
    const refusal = refusalOfLiteral(options.hostname)
    if (refusal) return callback(new BlockedTargetError(refusal), null)
    connect(options, callback)
  }
}

/** @returns why a host that is an IP literal is refused; `null` when it is allowed, and for a name. */
export function refusalOfLiteral(hostname: string): string | null {
  const host = hostname.replace(/^\[|\]$/g, "")
  return isIP(host) === 0 ? null : refusalOf(host)
}

/** A DNS lookup that refuses a name unless all its addresses are public: which of them is called is the resolver's choice. */
export function guardedLookup(lookup: Lookup = dnsLookup) {
  return (hostname: string, options: { all?: boolean; family?: number }, callback: LookupCallback): void =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      for (const { address } of addresses) {
        const refusal = refusalOf(address)
        if (refusal)
          return callback(new BlockedTargetError(`${hostname} resolves to an address that is refused: ${refusal}`), [])
      }
      if (options.all) return callback(null, addresses)
      const [first] = addresses
      if (!first) return callback(new BlockedTargetError(`${hostname} resolves to no address`), [])
      callback(null, first.address, first.family)
    })
}

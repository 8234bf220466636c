import { lookup as dnsLookup, type LookupAddress } from "node:dns"
import { isIP } from "node:net"
import { buildConnector } from "undici"
import { refusalOf } from "../core/address-guard"

/** The target is an address we must not call. Told from other errors by its class, never by its text. */
export class BlockedTargetError extends Error {
  override name = "BlockedTargetError"
}

type Lookup = typeof dnsLookup
type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * A connector that refuses whatever is not public, where the socket opens: a name may point elsewhere by the time it
 * is called, and Node asks `lookup` nothing for an IP literal, so both ways in are closed.
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

/** @returns why a host that is an address can't be called; `null` when it can, and for a name. */
export function refusalOfLiteral(hostname: string): string | null {
  const host = hostname.replace(/^\[|\]$/g, "")
  return isIP(host) === 0 ? null : refusalOf(host)
}

/** Every address of a name must be public: with one private among them, which one is dialled is the resolver's choice. */
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

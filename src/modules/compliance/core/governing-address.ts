import { regionCodeOf, type AddressParts } from "./region-code"

/** A customer's address, as far as the choice among several needs it. */
export interface CandidateAddress extends AddressParts {
  id: string
  is_default_shipping?: boolean | null
  is_default_billing?: boolean | null
  /** A `Date`, or ISO 8601. */
  created_at: Date | string
}

/** `address_id` is null only when no address says where it is. */
export type CustomerRegion =
  { ok: true; region_code: string; address_id: string } | { ok: false; reason: string; address_id: string | null }

/**
 * The region a customer lives in, and the address that says so.
 *
 * Order: the default shipping address, the default billing address, then the
 * others, newest first (`created_at`, then `id`). The first in that order with a
 * country or a province filled in governs, **even when it does not resolve**: to
 * pass on to the next would establish a customer in a region of an address they
 * have moved away from. The reason says which address to correct.
 */
export function regionOfAddresses(
  addresses: readonly CandidateAddress[],
  divided?: ReadonlySet<string>
): CustomerRegion {
  const governing = [...addresses].sort(byPrecedence).find(saysWhere)
  if (!governing) {
    return { ok: false, reason: "the customer has no address with a country or a province", address_id: null }
  }
  return { ...regionCodeOf(governing, divided), address_id: governing.id }
}

function saysWhere({ country_code, province }: AddressParts): boolean {
  return Boolean(country_code?.trim() || province?.trim())
}

function byPrecedence(a: CandidateAddress, b: CandidateAddress): number {
  return rank(a) - rank(b) || createdAtMs(b) - createdAtMs(a) || (a.id < b.id ? 1 : -1)
}

function rank(address: CandidateAddress): number {
  if (address.is_default_shipping) {
    return 0
  }
  return address.is_default_billing ? 1 : 2
}

function createdAtMs({ created_at }: CandidateAddress): number {
  return new Date(created_at).getTime()
}

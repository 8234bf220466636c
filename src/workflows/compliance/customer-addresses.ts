import type { MedusaContainer } from "@medusajs/framework/types"
import type { CandidateAddress } from "../../modules/compliance/core/governing-address"
import { readRows } from "../read-rows"

/** The parts of an address that place it. */
export const PLACE_FIELDS = ["country_code", "province", "city", "postal_code"] as const

const FIELDS = [
  "id",
  ...["id", ...PLACE_FIELDS, "is_default_shipping", "is_default_billing", "created_at"].map(
    (field) => `addresses.${field}`
  ),
]

/** The addresses of customers, by customer id; who does not exist is not in it. */
export async function addressesOfCustomers(
  ids: readonly string[],
  container: MedusaContainer
): Promise<Map<string, CandidateAddress[]>> {
  const rows = await readRows(container, { entity: "customer", fields: FIELDS, filters: { id: [...ids] } })
  const customers = rows as unknown as { id: string; addresses: (CandidateAddress | null)[] | null }[]
  return new Map(customers.map(({ id, addresses }) => [id, (addresses ?? []).filter((address) => address !== null)]))
}

/** The addresses of one customer; `null` when there is no such customer. */
export async function addressesOf(id: string, container: MedusaContainer): Promise<CandidateAddress[] | null> {
  return (await addressesOfCustomers([id], container)).get(id) ?? null
}

import type { MedusaContainer } from "@medusajs/framework/types"
import type { CandidateAddress } from "../../modules/compliance/core/governing-address"
import { readRows } from "../read-rows"
import { RefusedMessage } from "./message-handler"

export interface Patient {
  customer_id: string
  addresses: CandidateAddress[]
}

const FIELDS = [
  "id",
  ...["id", "country_code", "province", "is_default_shipping", "is_default_billing", "created_at"].map(
    (field) => `addresses.${field}`
  ),
]

/**
 * The customer that an EMR means: found by customer id and by nothing else. A lookup in data that customers can write, such
 * as their metadata, would let a customer claim another patient's call.
 * @throws RefusedMessage when there is no such customer.
 */
export async function findPatient(patientExternalId: string, container: MedusaContainer): Promise<Patient> {
  const [row] = await readRows(container, { entity: "customer", fields: FIELDS, filters: { id: patientExternalId } })
  const customer = row as { id: string; addresses: (CandidateAddress | null)[] | null } | undefined
  if (!customer) {
    const reason = `patient_external_id: no customer is known as "${patientExternalId}"`
    throw new RefusedMessage({ cause: "unknown_patient", reason, answer: reason })
  }
  return { customer_id: customer.id, addresses: (customer.addresses ?? []).filter((address) => address !== null) }
}

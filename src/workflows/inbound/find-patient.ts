import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CandidateAddress } from "../../modules/compliance/core/governing-address"
import { UnprocessableMessage } from "./message-kind"

export interface Patient {
  customer_id: string
  addresses: CandidateAddress[]
}

const FIELDS = [
  "id",
  ...["id", "country_code", "province", "is_default_shipping", "is_default_billing", "created_at"].map((field) => `addresses.${field}`),
]

/**
 * The customer an EMR means: by customer id, else by `metadata.emr_patient_id`.
 * @throws UnprocessableMessage when nobody, or more than one, is meant.
 */
export async function findPatient(patient_external_id: string, container: MedusaContainer): Promise<Patient> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const by = async (filters: Record<string, unknown>) =>
    (await query.graph({ entity: "customer", fields: FIELDS, filters, pagination: { take: 2, skip: 0 } })).data as unknown as {
      id: string
      addresses: (CandidateAddress | null)[] | null
    }[]
  const byId = await by({ id: patient_external_id })
  const found = byId.length > 0 ? byId : await by({ metadata: { emr_patient_id: patient_external_id } })
  const [customer, another] = found
  if (!customer) throw new UnprocessableMessage(`patient_external_id: no customer is known as "${patient_external_id}"`)
  if (another) {
    throw new UnprocessableMessage(`patient_external_id: more than one customer carries emr_patient_id "${patient_external_id}"`)
  }
  const addresses = (customer.addresses ?? []).filter((address) => address !== null)
  return { customer_id: customer.id, addresses }
}

import { expectOk, type Api } from "./api"
import { texanAddress, type Address } from "./shopper"

let patientCount = 0

/** A customer whom staff entered, with an address: faster than a registration, for specs with hundreds of them. */
export async function newPatient(admin: Api, address: Address | null = texanAddress()): Promise<{ id: string }> {
  const email = `patient-${process.pid}-${Date.now()}-${++patientCount}@example.com`
  const { customer } = expectOk(
    await admin.post<{ customer: { id: string } }>("/admin/customers", { email, first_name: "Ada", last_name: "Byron" })
  )
  if (address) expectOk(await admin.post(`/admin/customers/${customer.id}/addresses`, address))
  return customer
}

/** What is recorded of a customer in a region, as staff see it. */
export interface EstablishmentSeen {
  id: string
  region_code: string
  status: string
  established: boolean
  appointment_id: string | null
}

/** The establishments of a customer, by region. */
export async function establishmentsOf(admin: Api, customerId: string): Promise<EstablishmentSeen[]> {
  const path = `/admin/compliance/establishments?customer_id=${customerId}&order=id`
  return expectOk(await admin.get<{ establishments: EstablishmentSeen[] }>(path)).establishments
}

/** The types of the compliance events about a customer, sorted: each is in it as often as it was published. */
export async function complianceEventsOf(
  sql: <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>,
  customerId: string
): Promise<string[]> {
  const text = `SELECT type FROM webhook_event WHERE type LIKE 'compliance.%' AND data::json->>'customer_id' = $1`
  return (await sql<{ type: string }>(text, [customerId])).map(({ type }) => type.replace("compliance.", "")).sort()
}

import type { MedusaContainer } from "@medusajs/framework/types"
import type { CandidateAddress, CustomerRegion } from "../../modules/compliance/core/governing-address"
import { complianceOf } from "../compliance/compliance-of"
import { addressesOf } from "../compliance/customer-addresses"
import { readRows } from "../read-rows"
import { webhooksOf } from "../webhooks-of"
import { RefusedMessage, type MessageContext } from "./message-handler"

export interface Patient {
  customer_id: string
  addresses: CandidateAddress[]
}

/** What a message about an appointment keeps: where the customer lived when it arrived. */
export interface AddressSnapshot {
  /** The patient's id as the message has it. */
  external_id: string
  customer_id: string
  region_code: string
}

/** What a message about an unknown patient waits for. */
export const patientKey = (externalId: string): string => `patient:${externalId}`
/** What a message about a customer without a region waits for. */
export const customerKey = (customerId: string): string => `customer:${customerId}`

/** What a message waits for whose content the vendor did not hand out. */
export const sourceKey = (sourceId: string): string => `source:${sourceId}`

/**
 * The customer that a source means: by customer id, else by the link that staff, the shop's own code or the source itself
 * made, and by nothing else. A lookup in data that customers can write, such as their metadata, would let a customer claim
 * another patient's call.
 */
export async function patientOf(
  source: MessageContext["source"],
  externalId: string,
  container: MedusaContainer
): Promise<Patient | null> {
  const own = await addressesOf(externalId, container)
  if (own) return { customer_id: externalId, addresses: own }
  const linked = await complianceOf(container).linkedCustomer(source.slug, externalId)
  const addresses = linked === null ? null : await addressesOf(linked, container)
  return linked !== null && addresses ? { customer_id: linked, addresses } : null
}

/** Milliseconds in which what the door has just found out about the patient is not asked again. */
const JUST_NOW_MS = 10_000

/** @throws RefusedMessage when nobody is known by that id; the message is tried again when somebody is. */
export async function findPatient(
  { source, snapshots, received_at }: MessageContext,
  externalId: string,
  container: MedusaContainer
): Promise<Patient> {
  const kept = (snapshots as (AddressSnapshot | null)[]).find((snapshot) => snapshot?.external_id === externalId)
  const ageMs = (await webhooksOf(container).now()).getTime() - received_at.getTime()
  // Its region is in the snapshot: the addresses are not needed.
  if (kept && ageMs < JUST_NOW_MS) return { customer_id: kept.customer_id, addresses: [] }
  const patient = await patientOf(source, externalId, container)
  if (patient) return patient
  const reason = `patient_external_id: no customer is known as "${externalId}"`
  throw new RefusedMessage({ cause: "unknown_patient", reason, answer: reason, waits_for: patientKey(externalId) })
}

/** Where the patient lives now, for the message to keep; `null` when that is not known. */
export async function snapshotOf(
  source: MessageContext["source"],
  externalId: string,
  container: MedusaContainer
): Promise<AddressSnapshot | null> {
  const patient = await patientOf(source, externalId, container)
  const region = patient && (await complianceOf(container).regionOfCustomer(patient.addresses))
  return patient && region?.ok
    ? { external_id: externalId, customer_id: patient.customer_id, region_code: region.region_code }
    : null
}

/**
 * The region of the customer's address when the first message about the appointment was stored; where that was not known,
 * as it is now.
 */
export async function addressRegion(
  { customer_id, addresses }: Patient,
  { snapshots }: MessageContext,
  container: MedusaContainer
): Promise<CustomerRegion | { ok: true; region_code: string }> {
  const kept = (snapshots as (AddressSnapshot | null)[]).find((snapshot) => snapshot?.customer_id === customer_id)
  return kept ? { ok: true, region_code: kept.region_code } : complianceOf(container).regionOfCustomer(addresses)
}

/** Whether there is a customer of this id. */
export async function customerExists(customerId: string, container: MedusaContainer): Promise<boolean> {
  return (await readRows(container, { entity: "customer", fields: ["id"], filters: { id: customerId } })).length > 0
}

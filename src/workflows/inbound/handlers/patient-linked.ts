import { z } from "@medusajs/framework/zod"
import { externalId } from "../../../modules/webhooks/core/fields"
import { complianceOf } from "../../compliance/compliance-of"
import { customerExists, patientKey } from "../find-patient"
import { RefusedMessage, defineMessageHandler } from "../message-handler"
import { webhooksOf } from "../../webhooks-of"

/** An EMR says which customer it means by an id of its own. */
export default defineMessageHandler({
  message: "patient-linked",
  event: "patient.linked",

  body: () =>
    z.looseObject({
      event: z.literal("patient.linked"),
      patient_external_id: externalId,
      customer_id: externalId,
    }),

  async resolve({ patient_external_id, customer_id }, _context, container) {
    if (!(await customerExists(customer_id, container))) {
      const reason = `customer_id: no customer is known as "${customer_id}"`
      throw new RefusedMessage({ cause: "unknown_patient", reason, answer: reason, waits_for: patientKey(customer_id) })
    }
    // It means that customer already, and nobody else.
    if (patient_external_id !== customer_id && (await customerExists(patient_external_id, container))) {
      throw conflict(`patient_external_id: "${patient_external_id}" is the id of another customer`)
    }
    return { patient_external_id, customer_id }
  },

  async apply({ patient_external_id, customer_id }, { source, message_id }, container, transaction) {
    const link = {
      source: source.slug,
      external_id: patient_external_id,
      customer_id,
      created_by: `message:${message_id}`,
    }
    const now = await complianceOf(container).linkPatient(link, transaction)
    if (now.customer_id !== customer_id) {
      throw conflict(`patient "${patient_external_id}" of "${source.slug}" is linked to customer ${now.customer_id}`)
    }
    await webhooksOf(container).inbox.retryWaiting([patientKey(patient_external_id)], transaction)
    return { patient_external_id, customer_id }
  },
})

function conflict(reason: string): RefusedMessage {
  const answer = "the patient's id means another customer"
  return new RefusedMessage({ cause: "conflict", reason, answer, conflict: true })
}

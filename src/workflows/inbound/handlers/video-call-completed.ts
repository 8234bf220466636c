import { z } from "@medusajs/framework/zod"
import { COMPLIANCE_MODULE } from "../../../modules/compliance"
import { establishmentView } from "../../../modules/compliance/core/establishment"
import { regionOfAddresses } from "../../../modules/compliance/core/governing-address"
import type ComplianceModuleService from "../../../modules/compliance/service"
import { externalId } from "../../../modules/webhooks/core/fields"
import { webhooksOf } from "../../webhooks-of"
import { findPatient } from "../find-patient"
import { RefusedMessage, defineMessageHandler } from "../message-handler"

/** Milliseconds that a partner's clock may be ahead. A call dated next year would make every later call count as an old one. */
const CLOCK_SKEW_MS = 300_000

/** An EMR reports a completed video call: the customer is established in the region in which they live. */
export default defineMessageHandler({
  message: "video-call-completed",
  event: "video_call.completed",

  body: (now) =>
    z.looseObject({
      event: z.literal("video_call.completed"),
      patient_external_id: externalId,
      appointment_id: externalId,
      provider_id: externalId,
      call_duration_minutes: z.number().min(0).max(1_440),
      completed_at: z.iso
        .datetime({ offset: true })
        .refine((text) => Date.parse(text) <= now.getTime() + CLOCK_SKEW_MS, "lies in the future"),
    }),

  async resolve({ patient_external_id, appointment_id, provider_id, completed_at }, _context, container) {
    const { customer_id, addresses } = await findPatient(patient_external_id, container)
    const region = regionOfAddresses(addresses)
    if (!region.ok)
      throw new RefusedMessage({
        cause: "no_region",
        reason: `customer ${customer_id} has no address with a region: ${region.reason}`,
        answer: "the patient has no address with a region",
        waits_for: `customer:${customer_id}`,
      })
    return {
      customer_id,
      region_code: region.region_code,
      appointment_id,
      provider_id,
      completed_at: new Date(completed_at),
    }
  },

  async apply(facts, _context, container, transaction, now) {
    const compliance = container.resolve<ComplianceModuleService>(COMPLIANCE_MODULE)
    const { establishment, changed } = await compliance.fulfilEstablishment(facts, { transaction, now })
    const view = establishmentView(establishment, now)
    const answer = { customer_id: facts.customer_id, region_code: facts.region_code, establishment: view }
    // Nothing changed: the event of this appointment, or of a later one, was published already.
    if (!changed) return { ...answer, event_id: null }
    const [published] = await webhooksOf(container).publish(
      [
        {
          type: "compliance.establishment_fulfilled",
          data: answer,
          idempotency_key: `${view.id}:${facts.appointment_id}`,
          actor: "emr",
        },
      ],
      { transaction }
    )
    return { ...answer, event_id: published?.event_id ?? null }
  },
})

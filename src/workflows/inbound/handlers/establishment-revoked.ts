import { z } from "@medusajs/framework/zod"
import { externalId, text } from "../../../modules/webhooks/core/fields"
import { complianceOf } from "../../compliance/compliance-of"
import { publishAnnouncements } from "../../compliance/publish-announcements"
import { findPatient } from "../find-patient"
import { defineMessageHandler } from "../message-handler"
import { namedRegion, partnersView, pastInstant, regionCode } from "./_appointment"

/** An EMR takes a patient's verification in a region away. */
export default defineMessageHandler({
  message: "establishment-revoked",
  event: "establishment.revoked",

  body: (now) =>
    z.looseObject({
      event: z.literal("establishment.revoked"),
      patient_external_id: externalId,
      region_code: regionCode,
      revoked_at: pastInstant(now),
      reason: text(500).nullish(),
    }),

  async resolve(body, context, container) {
    const { customer_id } = await findPatient(context, body.patient_external_id, container)
    const region = await namedRegion(body, container)
    return {
      where: { customer_id, region_code: region ?? body.region_code },
      revoked_at: new Date(body.revoked_at),
      reason: body.reason ?? null,
    }
  },

  async apply({ where, revoked_at, reason }, { source, message_id }, container, transaction, now) {
    const cause = { kind: "message" as const, id: message_id, reason }
    const compliance = complianceOf(container)
    const outcome = await compliance.revokeEstablishment(where, revoked_at, { transaction, now, cause })
    await publishAnnouncements(container, outcome.announcements, { transaction, now, actor: source.slug })
    return { region_code: where.region_code, establishment: partnersView(outcome.establishment, now) }
  },
})

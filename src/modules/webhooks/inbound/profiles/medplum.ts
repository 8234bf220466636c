import { z } from "@medusajs/framework/zod"
import { defineProfile } from "../../core/profile"
import { fhirSettings, readFhir } from "./_fhir"
import { PLAIN_HMAC, hmacHeadersRefusal, verifyHmac, type HmacRule } from "./_hmac"
import { textAt } from "./_json"
import { kindText, messageId } from "./_messages"

const settings = z.strictObject(fhirSettings)
const RULE: HmacRule = { ...PLAIN_HMAC, header: "x-signature" }

/** Medplum: subscriptions to Encounter and Appointment, which send the whole resource. */
export default defineProfile<z.infer<typeof settings>>({
  id: "medplum",
  title: "Medplum",
  description: "FHIR resources of a rest-hook subscription: x-signature is the hex HMAC of the body, by its secret.",
  settings,
  secret: "any",
  refusedBeforeBody: (headers, _settings, now) => hmacHeadersRefusal(RULE, headers, now),
  verify: (call, { secrets }, now) => verifyHmac(RULE, call, secrets, now),
  kindOf: (body) => kindText(textAt(body, "resourceType")),

  idOf(body) {
    const [type, id, version] = [textAt(body, "resourceType"), textAt(body, "id"), textAt(body, "meta", "versionId")]
    return messageId(type && id && version ? `${type}/${id}/_history/${version}` : undefined)
  },

  read: readFhir,
})

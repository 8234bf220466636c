import { z } from "@medusajs/framework/zod"
import { defineProfile, type Reading } from "../../core/profile"
import { fhirSettings, readFhir, referencedId, type FhirSettings } from "./_fhir"
import { PLAIN_HMAC, hmacHeadersRefusal, verifyHmac, type HmacRule } from "./_hmac"
import { at, listAt, textAt } from "./_json"
import { kindText, messageId, nothing } from "./_messages"

const settings = z.strictObject(fhirSettings)
const RULE: HmacRule = { ...PLAIN_HMAC, header: "x-hub-signature", prefix: "sha256=" }
const READ_TYPES = ["Appointment", "Encounter"]
const FHIR_JSON = { accept: "application/fhir+json" }

/** athenahealth: FHIR subscriptions (R5 backport) that carry only ids; each resource is fetched. */
export default defineProfile<z.infer<typeof settings>>({
  id: "athenahealth",
  title: "athenahealth",
  description: "Notification bundles with ids only: x-hub-signature is sha256= and the hex HMAC of the body.",
  settings,
  secret: "any",
  // Two seconds are all that athenahealth waits: too short for a fetch.
  alwaysAnswers: 200,
  refusedBeforeBody: (headers, _settings, now) => hmacHeadersRefusal(RULE, headers, now),
  verify: (call, { secrets }, now) => verifyHmac(RULE, call, secrets, now),

  handshake(_call, body) {
    return ["handshake", "heartbeat"].includes(typeOf(statusOf(body)) ?? "") ? { status: 200, body: {} } : null
  },

  kindOf(body) {
    const status = statusOf(body)
    const topic = textAt(status, "topic") ?? textAt(parameter(status, "topic"), "valueCanonical")
    return kindText(typeOf(status) === "event-notification" ? topic?.split("/").at(-1) : typeOf(status))
  },

  idOf: (body) => messageId(textAt(body, "id")),
  read,
})

function read(body: unknown, known: FhirSettings): Reading {
  const status = statusOf(body)
  if (typeOf(status) !== "event-notification") return nothing("It is no notification of an event.")
  const references = new Set(focusesOf(status))
  const readings = [...references].map((reference) => readFocus(reference, known))
  const [only] = readings
  if (!only) return nothing("The notification names no resource.")
  return readings.length === 1 ? only : { kind: "several", readings }
}

function readFocus(reference: string, known: FhirSettings): Reading {
  const type = READ_TYPES.find((one) => referencedId(reference, one) !== undefined)
  if (!type) return nothing("Only encounters and appointments are read, and those only by their FHIR reference.")
  const id = referencedId(reference, type)
  return {
    kind: "fetch",
    request: { method: "GET", path: `/fhir/r4/${type}/${id}`, headers: FHIR_JSON },
    read: (resource) =>
      at(resource, "id") === id ? readFhir(resource, known) : nothing("athenahealth has no such resource."),
  }
}

/** The first entry's resource: `SubscriptionStatus`, or in FHIR R4 itself `Parameters` with the same names. */
function statusOf(body: unknown): unknown {
  return at(body, "resourceType") === "Bundle" ? at(listAt(body, "entry")[0], "resource") : undefined
}

function typeOf(status: unknown): string | undefined {
  return textAt(status, "type") ?? textAt(parameter(status, "type"), "valueCode")
}

function focusesOf(status: unknown): string[] {
  const events = listAt(status, "notificationEvent").map((event) => textAt(event, "focus", "reference"))
  const parameters = listAt(status, "parameter")
    .filter((entry) => at(entry, "name") === "notification-event")
    .map((event) =>
      textAt(
        listAt(event, "part").find((part) => at(part, "name") === "focus"),
        "valueReference",
        "reference"
      )
    )
  // An event of which athenahealth's own API knows more than FHIR has no reference: it is read as one of no type.
  return [...events, ...parameters].map((reference) => reference ?? "")
}

function parameter(status: unknown, name: string): unknown {
  return listAt(status, "parameter").find((entry) => at(entry, "name") === name)
}

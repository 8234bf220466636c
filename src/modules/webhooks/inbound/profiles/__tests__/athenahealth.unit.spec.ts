import { athenahealthCall, athenahealthHandshake } from "../../../../../../integration-tests/helpers/shop/vendor-calls"
import type { Reading } from "../../../core/profile"
import fixture from "./fixtures/athenahealth.json"
import { SUBJECT, handshake, itVerifies, parsedSettings, profileOf, readingOf, verify } from "./_calls"

const profile = profileOf("athenahealth")
const settings = parsedSettings("athenahealth", {})

function bundle(...references: (string | undefined)[]): unknown {
  const [entry] = fixture.notification.entry
  const notificationEvent = references.map((reference) => ({ focus: { reference, identifier: { value: "2" } } }))
  return { ...fixture.notification, entry: [{ ...entry, resource: { ...entry?.resource, notificationEvent } }] }
}
const read = (body: unknown) => profile.read!(body, settings)
function fetchedAs(resource: unknown): Reading {
  const reading = read(fixture.notification)
  if (reading.kind !== "fetch") throw new Error("no fetch")
  return reading.read(resource)
}

describe("profile athenahealth", () => {
  itVerifies((subject) => athenahealthCall(subject), { isTimed: false })

  it("answers handshakes and heartbeats with 200, and stores none", () => {
    expect(verify(athenahealthHandshake(SUBJECT)).verified).toBe(true)
    expect(handshake(athenahealthHandshake(SUBJECT))).toEqual({ status: 200, body: {} })
    expect(handshake(athenahealthCall(SUBJECT))).toBeNull()
    const parameters = (type: string) => ({
      resourceType: "Bundle",
      entry: [{ resource: { resourceType: "Parameters", parameter: [{ name: "type", valueCode: type }] } }],
    })
    const asked = (body: unknown) =>
      profile.handshake?.({ method: "POST", url: "", headers: {}, body: Buffer.alloc(0) }, body, {
        secrets: [],
        settings,
      })
    expect(asked(parameters("heartbeat"))?.status).toBe(200)
    expect(asked(parameters("event-notification"))).toBeNull()
  })

  it("names a message by its topic, and knows a repeat by the bundle's id", () => {
    expect(profile.kindOf?.(fixture.notification)).toBe("Encounter.signoff")
    expect(profile.kindOf?.(fixture.handshake)).toBe("handshake")
    expect(profile.idOf?.(fixture.notification)).toBe("05f90103-5ce1-327b-b8fe-287225e176a8")
    expect(profile.alwaysAnswers).toBe(200)
  })

  it("fetches the one resource of a notification", () => {
    expect(read(fixture.notification)).toMatchObject({
      kind: "fetch",
      request: {
        method: "GET",
        path: "/fhir/r4/Encounter/a-195900.encounter-2",
        headers: { accept: "application/fhir+json" },
      },
    })
  })

  it("reads the fetched encounter as a completed call", () => {
    expect(fetchedAs(fixture.encounter)).toEqual({
      kind: "messages",
      messages: [
        {
          message: "video-call-completed",
          body: {
            event: "video_call.completed",
            patient_external_id: "a-195900.E-51711",
            appointment_id: "a-195900.appointment-2",
            provider_id: "a-195900.provider-12",
            call_duration_minutes: 20,
            completed_at: "2023-04-14T09:20:00Z",
          },
        },
      ],
    })
  })

  it("reads nothing from another resource than was asked for", () => {
    expect(fetchedAs({ ...fixture.encounter, id: "other" }).kind).toBe("nothing")
    expect(fetchedAs({ resourceType: "OperationOutcome" }).kind).toBe("nothing")
  })

  it("gives each of several events its own reading, the same resource once", () => {
    const reading = read(bundle("Encounter/1", "Appointment/2", "Encounter/1", "Patient/3", undefined))
    const paths = reading.kind === "several" ? reading.readings : []
    expect(paths.map((one) => (one.kind === "fetch" ? one.request.path : one.kind))).toEqual([
      ...["/fhir/r4/Encounter/1", "/fhir/r4/Appointment/2", "nothing", "nothing"],
    ])
    const other = { ...SUBJECT, appointment: "2", patient: "2" }
    expect(readingOf(athenahealthCall(SUBJECT, other))).toMatchObject({
      readings: [
        { messages: [{ body: { appointment_id: SUBJECT.appointment } }] },
        { messages: [{ body: { appointment_id: "2" } }] },
      ],
    })
  })

  it("reads the references of Parameters, which is R4's own form", () => {
    const part = [{ name: "focus", valueReference: { reference: "https://elsewhere.example/fhir/Encounter/7" } }]
    const parameter = [
      { name: "type", valueCode: "event-notification" },
      { name: "notification-event", part },
    ]
    const body = { resourceType: "Bundle", entry: [{ resource: { resourceType: "Parameters", parameter } }] }
    // Whatever host it names, the path is of the base URL that the shop configured.
    expect(read(body)).toMatchObject({ kind: "fetch", request: { path: "/fhir/r4/Encounter/7" } })
  })

  it.each(["Encounter/..", "Encounter/a b", "Encounter/a%2F..", "Encounter/", "../Encounter", "Encounter/1?x=1"])(
    "makes no path of the reference %j",
    (reference) => expect(read(bundle(reference)).kind).toBe("nothing")
  )

  it("reads nothing from what is no notification, or names nothing", () => {
    expect(read(fixture.handshake).kind).toBe("nothing")
    expect(read({ resourceType: "Patient" }).kind).toBe("nothing")
    expect(read(bundle()).kind).toBe("nothing")
  })
})

import fc from "fast-check"
import { announcementsOf, changeOf, settled } from "../announcement"
import {
  isEstablished,
  isHeld,
  NO_FACTS,
  statusAt,
  statusOf,
  type Establishment,
  type EstablishmentFacts,
  type RevocationEnd,
} from "../establishment"
import {
  withCall,
  withCorrection,
  withLifting,
  withOpenAppointment,
  withoutRequirement,
  withRequirement,
  withRevocation,
} from "../establishment-change"
import { establishmentView } from "../establishment-view"

const at = (text: string) => new Date(`2026-${text}T00:00:00Z`)
const NOW = at("06-01")
const YEAR = { validity_days: 365, renewal_notice_days: 30 }
const call = (completed: string, appointmentId = `appt_${completed}`) => ({
  completed_at: at(completed),
  appointment_id: appointmentId,
  provider_id: "dr_abc",
})
const facts = (some: Partial<EstablishmentFacts> = {}): EstablishmentFacts => ({ ...NO_FACTS, ...some })
const row = (some: Partial<Establishment> = {}): Establishment => ({
  ...NO_FACTS,
  id: "est_1",
  customer_id: "cus_1",
  region_code: "US-TX",
  status: "required",
  created_at: at("01-01"),
  updated_at: at("01-01"),
  ...some,
})

describe("the status that follows from the facts", () => {
  it.each<[string, Partial<EstablishmentFacts>, RevocationEnd, string]>([
    ["nothing", {}, "staff", "required"],
    ["a requirement", { required_at: at("01-01") }, "staff", "required"],
    ["an appointment to come", { open_appointment_id: "a" }, "staff", "scheduled"],
    ["a call", { established_at: at("02-01") }, "staff", "established"],
    [
      "a call that counts until later",
      { established_at: at("02-01"), expires_at: at("06-02") },
      "staff",
      "established",
    ],
    ["a call whose end is now", { established_at: at("02-01"), expires_at: NOW }, "staff", "expired"],
    [
      "an end, and a requirement from before it",
      { established_at: at("02-01"), expires_at: at("05-01"), required_at: at("01-01") },
      "staff",
      "expired",
    ],
    [
      "an end, and a requirement after it",
      { established_at: at("02-01"), expires_at: at("05-01"), required_at: at("05-02") },
      "staff",
      "required",
    ],
    [
      "an end, and an appointment",
      { established_at: at("02-01"), expires_at: at("05-01"), open_appointment_id: "a" },
      "staff",
      "expired",
    ],
    ["a revocation", { established_at: at("02-01"), revoked_at: at("03-01") }, "staff", "revoked"],
    ["a revocation, and a later call", { established_at: at("04-01"), revoked_at: at("03-01") }, "staff", "revoked"],
    [
      "a revocation that a later call ends",
      { established_at: at("04-01"), revoked_at: at("03-01") },
      "later-call",
      "established",
    ],
    [
      "a revocation, and an earlier call",
      { established_at: at("02-01"), revoked_at: at("03-01") },
      "later-call",
      "revoked",
    ],
    [
      "a call at the instant of the revocation",
      { established_at: at("03-01"), revoked_at: at("03-01") },
      "later-call",
      "revoked",
    ],
    [
      "a lifted revocation",
      { established_at: at("02-01"), revoked_at: at("03-01"), lifted_at: at("03-02") },
      "staff",
      "established",
    ],
    [
      "a revocation after a lifting",
      { established_at: at("02-01"), revoked_at: at("03-03"), lifted_at: at("03-02") },
      "staff",
      "revoked",
    ],
    ["a lifted revocation, without a call", { revoked_at: at("03-01"), lifted_at: at("03-02") }, "staff", "required"],
  ])("%s", (_name, some, end, status) => {
    expect(statusOf(facts(some), NOW, end)).toBe(status)
  })

  it("is read as it is now, also before the job has written an end", () => {
    const past = row({ status: "established", established_at: at("02-01"), expires_at: at("05-01") })
    expect(isEstablished(past, NOW)).toBe(false)
    expect(statusAt(past, NOW)).toBe("expired")
    expect(establishmentView(past, NOW)).toMatchObject({ status: "expired", established: false })
    expect(statusAt(row({ status: "revoked", expires_at: at("05-01") }), NOW)).toBe("revoked")
  })
})

describe("a completed call", () => {
  it("establishes, until the rule's end, with a notice before it", () => {
    expect(withCall(facts(), call("02-01"), YEAR)).toMatchObject({
      established_at: at("02-01"),
      expires_at: new Date("2027-02-01T00:00:00Z"),
      notice_at: new Date("2027-01-02T00:00:00Z"),
      appointment_id: "appt_02-01",
      provider_id: "dr_abc",
    })
  })

  it("establishes for ever without a rule, or without an end in it", () => {
    expect(withCall(facts(), call("02-01"), null)).toMatchObject({ expires_at: null, notice_at: null })
    const endless = { validity_days: null, renewal_notice_days: 30 }
    expect(withCall(facts(), call("02-01"), endless)).toMatchObject({ expires_at: null, notice_at: null })
  })

  it("renews, and moves the end, when it is the later one; else it adds nothing", () => {
    const first = withCall(facts(), call("02-01"), YEAR)
    expect(withCall(first, call("03-01"), YEAR).expires_at).toEqual(new Date("2027-03-01T00:00:00Z"))
    expect(withCall(first, call("01-01"), YEAR)).toBe(first)
    expect(withCall(first, call("02-01"), YEAR)).toBe(first)
  })

  it("ends in the same facts in whatever order calls and revocations come", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((n) => `02-${String(n).padStart(2, "0")}`)
    const act = fc.oneof(
      fc.record({ kind: fc.constant("call" as const), day, id: fc.constantFrom("a", "b", "c") }),
      fc.record({ kind: fc.constant("revoke" as const), day, id: fc.constantFrom("x") })
    )
    const apply = (acts: { kind: "call" | "revoke"; day: string; id: string }[]) =>
      acts.reduce(
        (known, { kind, day: on, id }) =>
          kind === "call" ? withCall(known, call(on, id), YEAR) : withRevocation(known, at(on), id),
        facts()
      )
    const orders = fc
      .array(act, { minLength: 1, maxLength: 6 })
      .chain((acts) => fc.tuple(fc.constant(acts), fc.shuffledSubarray(acts, { minLength: acts.length })))
    fc.assert(
      fc.property(orders, ([one, other]) => {
        expect(apply(other)).toEqual(apply(one))
        expect(apply([...one, ...other])).toEqual(apply(one))
      }),
      { numRuns: 1_000 }
    )
  })
})

describe("a requirement", () => {
  it("is asked once, and again when a verification has ended", () => {
    const asked = withRequirement(facts(), at("01-01"))
    expect(asked.required_at).toEqual(at("01-01"))
    expect(withRequirement(asked, at("01-02"))).toBe(asked)
    const over = { ...asked, established_at: at("02-01"), expires_at: at("05-01") }
    const again = withRequirement(over, NOW)
    expect(again.required_at).toEqual(NOW)
    expect(withRequirement(again, at("06-02"))).toBe(again)
  })

  it("is withdrawn, and what is then known of nothing is no establishment", () => {
    const asked = withRequirement(facts(), at("01-01"))
    expect(isHeld(asked)).toBe(true)
    expect(isHeld(withoutRequirement(asked))).toBe(false)
    expect(isHeld(facts({ open_appointment_id: "a" }))).toBe(true)
    expect(isHeld(facts({ revoked_at: NOW }))).toBe(true)
    expect(isHeld(facts({ established_at: NOW }))).toBe(true)
    const none = facts()
    expect(withoutRequirement(none)).toBe(none)
    expect(withOpenAppointment(none, null)).toBe(none)
  })
})

describe("staff's correction", () => {
  const known = withCall(facts(), call("02-01"), YEAR)

  it("establishes from now, or from an instant, until the rule's end", () => {
    expect(withCorrection(facts(), {}, YEAR, NOW)).toMatchObject({
      established_at: NOW,
      expires_at: new Date("2027-06-01T00:00:00Z"),
      appointment_id: null,
    })
    expect(withCorrection(known, { established_at: at("03-01") }, YEAR, NOW)).toMatchObject({
      expires_at: new Date("2027-03-01T00:00:00Z"),
      appointment_id: null,
    })
  })

  it("sets the end and the notice, and leaves the rest", () => {
    expect(withCorrection(known, { expires_at: at("12-31"), provider_id: "dr_x" }, YEAR, NOW)).toEqual({
      ...known,
      expires_at: at("12-31"),
      notice_at: at("12-01"),
      provider_id: "dr_x",
    })
    expect(withCorrection(known, { expires_at: null }, YEAR, NOW)).toMatchObject({ expires_at: null, notice_at: null })
  })
})

describe("what a change announces", () => {
  const announced = (before: Establishment | null, after: Establishment) =>
    announcementsOf(before, after).map(({ kind, idempotency_key }) => [kind, idempotency_key])
  const established = row({ status: "established", established_at: at("02-01"), appointment_id: "a" })

  it.each<[string, Establishment | null, Establishment, [string, string][]]>([
    ["a first requirement", null, row({ required_at: at("01-01") }), [["requirement_created", "est_1"]]],
    ["the same requirement", row({ required_at: at("01-01") }), row({ required_at: at("01-01") }), []],
    [
      "a requirement after an end",
      row({ status: "expired", established_at: at("01-02"), expires_at: at("02-01") }),
      row({ established_at: at("01-02"), expires_at: at("02-01"), required_at: at("03-01") }),
      [["requirement_created", "est_1:2026-03-01T00:00:00.000Z"]],
    ],
    ["a booking", row({ required_at: at("01-01") }), row({ required_at: at("01-01"), status: "scheduled" }), []],
    ["a call", row(), established, [["establishment_fulfilled", "est_1:a"]]],
    ["the same call", established, established, []],
    [
      "a renewal",
      established,
      { ...established, established_at: at("03-01"), appointment_id: "b" },
      [["establishment_fulfilled", "est_1:b"]],
    ],
    [
      "an end",
      established,
      { ...established, status: "expired", expires_at: at("05-01") },
      [["establishment_expired", "est_1:2026-05-01T00:00:00.000Z"]],
    ],
    [
      "a revocation",
      established,
      { ...established, status: "revoked", revoked_at: at("03-01") },
      [["establishment_revoked", "est_1:2026-03-01T00:00:00.000Z"]],
    ],
    [
      "a lifting",
      { ...established, status: "revoked", revoked_at: at("03-01") },
      { ...established, revoked_at: at("03-01"), lifted_at: NOW, updated_at: NOW },
      [["establishment_fulfilled", "est_1:again:2026-06-01T00:00:00.000Z"]],
    ],
    [
      "staff's own beginning",
      null,
      { ...established, appointment_id: null },
      [["establishment_fulfilled", "est_1:2026-02-01T00:00:00.000Z"]],
    ],
  ])("%s", (_name, before, after, expected) => {
    expect(announced(before, after)).toEqual(expected)
  })

  it("and what of it is a line of the history", () => {
    expect(changeOf(null, row({ required_at: NOW }))).toEqual({ from: null, to: "required" })
    expect(changeOf(established, { ...established, updated_at: NOW })).toBeNull()
    expect(changeOf(established, { ...established, expires_at: NOW })).toEqual({
      from: "established",
      to: "established",
    })
    expect(changeOf(row({ required_at: NOW }), row())).toEqual({ from: "required", to: null })
    expect(settled(established, NOW, "staff")).toMatchObject({ status: "established", updated_at: NOW })
    expect(withLifting(established, NOW).lifted_at).toBe(NOW)
  })
})

describe("the view", () => {
  it("names the appointment that is still to come while it is scheduled", () => {
    const scheduled = row({ status: "scheduled", open_appointment_id: "next", appointment_id: "last" })
    expect(establishmentView(scheduled, NOW)).toMatchObject({ appointment_id: "next", established: false })
    expect(establishmentView({ ...scheduled, status: "established" }, NOW)).toMatchObject({ appointment_id: "last" })
  })
})

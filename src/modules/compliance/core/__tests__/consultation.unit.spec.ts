import fc from "fast-check"
import { isOpen, withReport, type Consultation, type Report } from "../consultation"

const at = (day: number) => new Date(Date.UTC(2026, 1, day))
const FRESH: Consultation = {
  ...{
    id: "con_1",
    source: "emr",
    appointment_id: "appt_1",
    customer_id: null,
    region_code: null,
    region_origin: null,
  },
  ...{ provider_id: null, scheduled_for: null, booked_at: null, cancelled_at: null, completed_at: null },
  ...{ duration_minutes: null, first_message_id: null, completed_message_id: null },
  ...{ created_at: at(1), updated_at: at(1) },
}
const base = {
  customer_id: "cus_1",
  region_code: null,
  address_region: "US-TX",
  provider_id: "dr_1",
  message_id: "inb_1",
}
const scheduled = (more: object = {}): Report =>
  ({ ...base, kind: "scheduled", scheduled_for: at(10), booked_at: null, ...more }) as Report
const completed = (more: object = {}): Report =>
  ({ ...base, kind: "completed", completed_at: at(10), duration_minutes: 15, ...more }) as Report
const cancelled = (more: object = {}): Report =>
  ({ ...base, address_region: null, provider_id: null, kind: "cancelled", cancelled_at: at(9), ...more }) as Report

function after(...reports: Report[]): Consultation {
  return reports.reduce((current, report) => {
    const result = withReport(current, report)
    if (!result.ok) throw new Error(result.reason)
    return result.next
  }, FRESH)
}
const reasonOf = (current: Consultation, report: Report) => {
  const result = withReport(current, report)
  return result.ok ? null : result.reason
}

describe("a consultation", () => {
  it("takes its region from the call, else from the scheduling, else from the address", () => {
    expect(after(scheduled())).toMatchObject({ region_code: "US-TX", region_origin: "address" })
    expect(after(scheduled({ region_code: "US-CA" }))).toMatchObject({
      region_code: "US-CA",
      region_origin: "scheduling",
    })
    expect(after(scheduled(), completed({ region_code: "US-CA" }))).toMatchObject({
      region_code: "US-CA",
      region_origin: "call",
    })
    expect(after(scheduled({ region_code: "US-CA" }), completed())).toMatchObject({ region_code: "US-CA" })
    expect(after(scheduled({ address_region: null }), completed())).toMatchObject({ region_code: "US-TX" })
  })

  it("keeps the region of the first address, however often the patient moves", () => {
    expect(after(scheduled(), completed({ address_region: "US-NY" }))).toMatchObject({ region_code: "US-TX" })
    expect(after(completed(), completed({ address_region: "US-NY" }))).toMatchObject({ region_code: "US-TX" })
  })

  it("is one customer's, in one region: anything else is a contradiction, and changes nothing", () => {
    expect(reasonOf(after(scheduled()), scheduled({ customer_id: "cus_2" }))).toContain("is customer cus_1's")
    expect(reasonOf(after(completed()), completed({ region_code: "US-CA" }))).toContain("is in US-TX")
    const named = after(scheduled({ region_code: "US-CA" }))
    expect(reasonOf(named, completed({ region_code: "US-TX" }))).toContain("is in US-CA")
    const answer = withReport(after(completed()), completed({ customer_id: "cus_2" }))
    expect(answer).toMatchObject({ ok: false, answer: "the appointment is another patient's" })
  })

  it("may be cancelled before anybody knows whose it is", () => {
    const early = after(cancelled({ customer_id: null }))
    expect(early).toMatchObject({ customer_id: null, cancelled_at: at(9) })
    expect(after(cancelled({ customer_id: null }), scheduled())).toMatchObject({
      customer_id: "cus_1",
      region_code: "US-TX",
    })
  })

  it("counts the first report of a call, and the later booking", () => {
    expect(after(completed(), completed({ provider_id: "dr_2", duration_minutes: 99 }))).toMatchObject({
      provider_id: "dr_1",
      duration_minutes: 15,
    })
    const moved = scheduled({ scheduled_for: at(12), booked_at: at(5) })
    const first = scheduled({ booked_at: at(4) })
    expect(after(first, moved)).toMatchObject({ scheduled_for: at(12) })
    expect(after(moved, first)).toMatchObject({ scheduled_for: at(12), booked_at: at(5) })
    expect(after(moved, scheduled())).toMatchObject({ scheduled_for: at(12) })
  })

  it.each<[string, Report[], boolean]>([
    ["booked", [scheduled()], true],
    ["cancelled", [scheduled(), cancelled()], false],
    ["cancelled first", [cancelled(), scheduled()], false],
    ["booked anew after the cancellation", [cancelled(), scheduled({ booked_at: at(10) })], true],
    ["over", [scheduled(), completed()], false],
    ["over, whatever is cancelled afterwards", [completed(), cancelled(), scheduled()], false],
    ["only cancelled", [cancelled()], false],
  ])("is still to come or not: %s", (_name, reports, open) => {
    expect(isOpen(after(...reports))).toBe(open)
  })

  it("ends the same in every order of its messages, and with every repeat", () => {
    const region = fc.constantFrom(null, "US-TX")
    const messages = fc.record({
      call: fc.option(region.map((code) => completed({ region_code: code, message_id: "m1" }))),
      booking: fc.option(region.map((code) => scheduled({ region_code: code, message_id: "m2" }))),
      moved: fc.option(
        fc
          .integer({ min: 1, max: 20 })
          .map((day) => scheduled({ scheduled_for: at(day), booked_at: at(day), message_id: "m3" }))
      ),
      cancelled: fc.option(
        fc.integer({ min: 1, max: 20 }).map((day) => cancelled({ cancelled_at: at(day), message_id: "m4" }))
      ),
    })
    const orders = messages
      .map((some) => Object.values(some).filter((report) => report !== null))
      .chain((reports) => fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })))
    // Where the region comes from, and which message was first, is the story of the order itself.
    const ending = (reports: Report[]) => ({ ...after(...reports), region_origin: null, first_message_id: null })
    fc.assert(
      fc.property(orders, ([one, other]) => {
        expect(ending(other)).toEqual(ending(one))
        expect(ending([...one, ...other])).toEqual(ending(one))
      }),
      { numRuns: 1_000 }
    )
  })
})

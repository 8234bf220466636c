import fc from "fast-check"
import {
  ESTABLISHMENT_STATUSES,
  establishmentView,
  fulfil,
  isEstablished,
  type CompletedCall,
  type Establishment,
  type EstablishmentState,
} from "../establishment"

const NOW = new Date("2026-03-01T00:00:00Z")
const LATER = new Date("2026-03-02T00:00:00Z")
const day = (dayOfJanuary: number) => new Date(Date.UTC(2026, 0, dayOfJanuary))

const call = (appointmentId: string, completedAt: Date, providerId = "dr_abc"): CompletedCall => ({
  appointment_id: appointmentId,
  completed_at: completedAt,
  provider_id: providerId,
})
const stateOf = (fields: Partial<EstablishmentState> = {}): EstablishmentState => ({
  status: "established",
  established_at: day(10),
  expires_at: null,
  provider_id: "dr_abc",
  appointment_id: "appt_1",
  updated_at: day(10),
  ...fields,
})

describe("fulfil", () => {
  it("establishes where there was nothing", () => {
    expect(fulfil(null, call("appt_1", day(4)), NOW)).toEqual({
      changed: true,
      next: stateOf({ established_at: day(4), updated_at: NOW }),
    })
  })

  it("changes nothing for the appointment that is recorded", () => {
    const current = stateOf()
    expect(fulfil(current, call("appt_1", day(10)), NOW)).toEqual({ changed: false, next: current })
    expect(fulfil(current, call("appt_1", day(11)), NOW).changed).toBe(false)
  })

  it("does not reset an establishment for an older call", () => {
    const current = stateOf()
    expect(fulfil(current, call("appt_0", day(9)), NOW)).toEqual({ changed: false, next: current })
  })

  it("renews an establishment for a new appointment, and drops its former end", () => {
    const current = stateOf({ expires_at: day(20) })
    expect(fulfil(current, call("appt_2", day(15), "dr_new"), NOW)).toEqual({
      changed: true,
      next: {
        status: "established",
        established_at: day(15),
        expires_at: null,
        provider_id: "dr_new",
        appointment_id: "appt_2",
        updated_at: NOW,
      },
    })
  })

  it("distinguishes two appointments that ended at the same instant", () => {
    expect(fulfil(stateOf(), call("appt_2", day(10)), NOW).changed).toBe(true)
  })

  it.each(["expired", "revoked"] as const)(
    "does not renew a %s establishment by the call that established it, or by an older one",
    (status) => {
      const current = stateOf({ status })
      expect(fulfil(current, call("appt_1", day(10)), NOW).changed).toBe(false)
      expect(fulfil(current, call("appt_0", day(9)), NOW).changed).toBe(false)
      expect(fulfil(current, call("appt_2", day(11)), NOW).next.status).toBe("established")
    }
  )

  it("establishes by the very appointment that was scheduled", () => {
    const current = stateOf({ status: "scheduled", established_at: null, appointment_id: "appt_2" })
    expect(fulfil(current, call("appt_2", day(11)), NOW)).toMatchObject({
      changed: true,
      next: { appointment_id: "appt_2" },
    })
  })

  it.each(["required", "scheduled"] as const)(
    "leaves an establishment that is %s again unchanged for the former call, and renews it by the next",
    (status) => {
      const current = stateOf({ status, appointment_id: "appt_2" })
      expect(fulfil(current, call("appt_1", day(10)), NOW).changed).toBe(false)
      expect(fulfil(current, call("appt_2", day(11)), NOW).changed).toBe(true)
    }
  )

  const anyCall = fc
    .record({ number: fc.nat(50), day: fc.integer({ min: 1, max: 28 }) })
    .map(({ number, day: on }) => call(`appt_${number}`, day(on)))
  const anyStanding = fc.option(
    fc
      .record({
        status: fc.constantFrom(...ESTABLISHMENT_STATUSES),
        established_at: fc.option(fc.integer({ min: 1, max: 28 }).map(day)),
        appointment_id: fc.option(fc.nat(50).map((number) => `appt_${number}`)),
      })
      .map(stateOf)
  )

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(anyStanding, anyCall, (current, once) => {
        const first = fulfil(current, once, NOW)
        expect(fulfil(first.next, once, LATER)).toEqual({ changed: false, next: first.next })
      })
    )
  })

  it("never moves the recorded call back in time", () => {
    fc.assert(
      fc.property(anyStanding, anyCall, (current, once) => {
        const { next } = fulfil(current, once, NOW)
        expect(next.established_at?.getTime() ?? 0).toBeGreaterThanOrEqual(current?.established_at?.getTime() ?? 0)
      })
    )
  })

  it("ends with the latest call, in whatever order calls arrive and however often", () => {
    const calls = fc
      .uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1 })
      .chain((days) => fc.array(fc.constantFrom(...days)).map((repeats) => ({ days, arriving: [...repeats, ...days] })))
    fc.assert(
      fc.property(calls, ({ days, arriving }) => {
        const end = arriving.reduce<EstablishmentState | null>(
          (current, on) => fulfil(current, call(`appt_${on}`, day(on)), NOW).next,
          null
        )
        expect(end).toMatchObject({ status: "established", established_at: day(Math.max(...days)) })
      })
    )
  })
})

describe("isEstablished", () => {
  it("is true for status established without an end, and before the end", () => {
    expect(isEstablished(stateOf(), NOW)).toBe(true)
    expect(isEstablished(stateOf({ expires_at: LATER }), NOW)).toBe(true)
  })

  it("is false from the end on, though no job has marked the row", () => {
    expect(isEstablished(stateOf({ expires_at: NOW }), NOW)).toBe(false)
    expect(isEstablished(stateOf({ expires_at: day(1) }), NOW)).toBe(false)
  })

  it.each(ESTABLISHMENT_STATUSES.filter((status) => status !== "established"))("is false of %s", (status) => {
    expect(isEstablished(stateOf({ status }), NOW)).toBe(false)
  })
})

describe("establishmentView", () => {
  const row: Establishment = {
    ...stateOf({ expires_at: LATER }),
    id: "est_456",
    customer_id: "cus_xyz",
    region_code: "US-TX",
    created_at: day(4),
  }

  it("has the contract's fields, and instants as ISO strings", () => {
    expect(establishmentView(row, NOW)).toEqual({
      id: "est_456",
      customer_id: "cus_xyz",
      region_code: "US-TX",
      status: "established",
      established: true,
      established_at: "2026-01-10T00:00:00.000Z",
      expires_at: "2026-03-02T00:00:00.000Z",
      provider_id: "dr_abc",
      appointment_id: "appt_1",
      created_at: "2026-01-04T00:00:00.000Z",
      updated_at: "2026-01-10T00:00:00.000Z",
    })
  })

  it("says `established: false` of a row past its end that still has the status", () => {
    expect(establishmentView(row, LATER)).toMatchObject({ status: "established", established: false })
  })

  it("keeps what is not known null", () => {
    const required = {
      ...row,
      status: "required" as const,
      established_at: null,
      expires_at: null,
      provider_id: null,
      appointment_id: null,
    }
    expect(establishmentView(required, NOW)).toMatchObject({
      established: false,
      established_at: null,
      expires_at: null,
      provider_id: null,
      appointment_id: null,
    })
  })
})

import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { COMPLIANCE_MODULE } from "../../../src/modules/compliance"
import type ComplianceModuleService from "../../../src/modules/compliance/service"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { until } from "../../helpers/until"

const DATABASE = "compliance_fulfil"
const TABLE = "customer_region_establishment"
const NOW = new Date("2026-03-01T00:00:00.000Z")
const CALL = {
  customer_id: "cus_xyz",
  region_code: "US-TX",
  provider_id: "dr_abc",
  appointment_id: "appt_789",
  completed_at: new Date("2026-01-04T22:30:00.000Z"),
}

let pg: ReturnType<typeof createPgConnection>
let app: Awaited<ReturnType<typeof MedusaApp>>
let compliance: ComplianceModuleService

/** Fulfils in a transaction of its own, and commits. */
const fulfil = (input = CALL, now = NOW) =>
  pg.transaction((transaction: Knex.Transaction) => compliance.fulfilEstablishment(input, { transaction, now }))

/** Whether a transaction in this database is held up by another's lock. */
const someoneWaits = async (): Promise<boolean> =>
  (await pg("pg_stat_activity").where({ wait_event_type: "Lock" }).whereRaw("datname = current_database()")).length > 0

beforeAll(async () => {
  pg = createPgConnection({ clientUrl: await cloneDatabase(DATABASE) })
  app = await MedusaApp({
    modulesConfig: { [COMPLIANCE_MODULE]: { resolve: "./src/modules/compliance" } },
    injectedDependencies: { [ContainerRegistrationKeys.PG_CONNECTION]: pg },
  })
  compliance = app.modules[COMPLIANCE_MODULE] as unknown as ComplianceModuleService
})

afterAll(async () => {
  await app.onApplicationShutdown()
  await pg.destroy()
  await dropDatabase(DATABASE)
})

beforeEach(() => pg(TABLE).delete())

describe("fulfilEstablishment", () => {
  it("establishes a customer in a region, readable through the generated methods", async () => {
    const { establishment, changed } = await fulfil()

    expect(changed).toBe(true)
    expect(establishment).toEqual({
      id: expect.stringMatching(/^est_/),
      customer_id: "cus_xyz",
      region_code: "US-TX",
      status: "established",
      established_at: CALL.completed_at,
      expires_at: null,
      provider_id: "dr_abc",
      appointment_id: "appt_789",
      created_at: NOW,
      updated_at: NOW,
    })
    const listed = await compliance.listCustomerRegionEstablishments({ customer_id: "cus_xyz" })
    expect(listed).toEqual([expect.objectContaining({ id: establishment.id, status: "established" })])
  })

  it("changes nothing the second time, not even updated_at", async () => {
    const first = await fulfil()
    const second = await fulfil(CALL, new Date("2026-03-02T00:00:00.000Z"))

    expect(second).toEqual({ establishment: first.establishment, changed: false })
    expect(await pg(TABLE)).toHaveLength(1)
  })

  it("renews the same row for a new appointment", async () => {
    const first = await fulfil()
    const later = { ...CALL, appointment_id: "appt_790", completed_at: new Date("2026-02-04T22:30:00.000Z") }
    const second = await fulfil(later)

    expect(second.changed).toBe(true)
    expect(second.establishment).toEqual({
      ...first.establishment,
      appointment_id: "appt_790",
      established_at: later.completed_at,
    })
  })

  it("keeps regions and customers apart", async () => {
    const results = [
      await fulfil(),
      await fulfil({ ...CALL, region_code: "US-CA" }),
      await fulfil({ ...CALL, customer_id: "cus_other" }),
    ]
    expect(results.map(({ changed }) => changed)).toEqual([true, true, true])
    expect(await pg(TABLE)).toHaveLength(3)
  })

  it("leaves nothing behind when the caller's transaction fails, and the next call is news again", async () => {
    const failing = pg.transaction(async (transaction: Knex.Transaction) => {
      await compliance.fulfilEstablishment(CALL, { transaction, now: NOW })
      throw new Error("the event could not be written")
    })
    await expect(failing).rejects.toThrow("the event could not be written")

    expect(await pg(TABLE)).toEqual([])
    expect((await fulfil()).changed).toBe(true)
  })

  it("takes a renewal back with the caller's transaction", async () => {
    const first = await fulfil()
    const failing = pg.transaction(async (transaction: Knex.Transaction) => {
      const later = { ...CALL, appointment_id: "appt_790", completed_at: new Date("2026-02-04T22:30:00.000Z") }
      await compliance.fulfilEstablishment(later, { transaction, now: NOW })
      throw new Error("the event could not be written")
    })
    await expect(failing).rejects.toThrow()

    expect((await fulfil()).establishment).toEqual(first.establishment)
  })

  it("gives one establishment and one change to many who call at once", async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => fulfil()))

    expect(results.filter(({ changed }) => changed)).toHaveLength(1)
    expect(new Set(results.map(({ establishment }) => establishment.id)).size).toBe(1)
    expect(await pg(TABLE)).toHaveLength(1)
  })

  it("gives one change per renewal to many who call at once", async () => {
    await fulfil()
    const later = { ...CALL, appointment_id: "appt_790", completed_at: new Date("2026-02-04T22:30:00.000Z") }
    const results = await Promise.all(Array.from({ length: 8 }, () => fulfil(later)))

    expect(results.filter(({ changed }) => changed)).toHaveLength(1)
  })

  it("makes the second caller news when the first, which it waited for, rolls back", async () => {
    const first: Knex.Transaction = await pg.transaction()
    await compliance.fulfilEstablishment(CALL, { transaction: first, now: NOW })
    const second = fulfil()
    await until(someoneWaits, { what: "the second call to wait for the first" })
    await first.rollback()

    expect((await second).changed).toBe(true)
    expect(await pg(TABLE)).toHaveLength(1)
  })

  it("starts a new row beside a soft-deleted one", async () => {
    const { establishment } = await fulfil()
    await compliance.softDeleteCustomerRegionEstablishments([establishment.id])
    const again = await fulfil()

    expect(again.changed).toBe(true)
    expect(again.establishment.id).not.toBe(establishment.id)
  })

  it.each([
    ["a region that is none", { ...CALL, region_code: "us-tx" }],
    ["a date that is none", { ...CALL, completed_at: new Date("soon") }],
  ])("refuses %s", async (_what, input) => {
    await expect(fulfil(input)).rejects.toMatchObject({ type: "invalid_data" })
  })
})

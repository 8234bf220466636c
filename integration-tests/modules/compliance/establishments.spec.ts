import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { COMPLIANCE_MODULE } from "../../../src/modules/compliance"
import type { Report } from "../../../src/modules/compliance/core/consultation"
import { Migration20261124141500 } from "../../../src/modules/compliance/migrations/Migration20261124141500"
import type ComplianceModuleService from "../../../src/modules/compliance/service"
import type { Within } from "../../../src/modules/compliance/use-cases/within"
import { cloneDatabase, dropDatabase } from "../../helpers/services/database"

const DATABASE = "compliance_establishments"
const DAY_MS = 24 * 60 * 60 * 1_000
const NOW = new Date("2026-03-01T00:00:00Z")
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS)
const TEXAS = { customer_id: "cus_1", region_code: "US-TX" }
const TABLES = ["customer_region_establishment", "consultation", "patient_link", "region_requirement"]

let pg: ReturnType<typeof createPgConnection>
let app: Awaited<ReturnType<typeof MedusaApp>>
let compliance: ComplianceModuleService

/** The module with these options. */
async function open(options: Record<string, unknown> = {}): Promise<void> {
  app = await MedusaApp({
    modulesConfig: { [COMPLIANCE_MODULE]: { resolve: "./src/modules/compliance", options } },
    injectedDependencies: { [ContainerRegistrationKeys.PG_CONNECTION]: pg },
  })
  compliance = app.modules[COMPLIANCE_MODULE] as unknown as ComplianceModuleService
}

/** In a transaction of its own, committed. */
function within<T>(now: Date, work: (within: Within) => Promise<T>): Promise<T> {
  const cause = { kind: "workflow" as const, id: "spec" }
  return pg.transaction((transaction: Knex.Transaction) => work({ transaction, now, cause }))
}

const call = (now: Date, appointment: string, change: Partial<Report> = {}) =>
  within(now, (at) =>
    compliance.reportConsultation(
      {
        source: "emr",
        appointment_id: appointment,
        report: {
          ...{
            customer_id: "cus_1",
            region_code: "US-TX",
            address_region: null,
            provider_id: "dr_1",
            message_id: "inb_1",
          },
          ...{ kind: "completed" as const, completed_at: now, duration_minutes: 15 },
          ...change,
        } as Report,
      },
      at
    )
  )
const rule = () =>
  compliance.createRegionRequirements({ region_code: "US-TX", validity_days: 30, renewal_notice_days: 5 })
const kinds = (announcements: { kind: string }[]) => announcements.map(({ kind }) => kind)

beforeAll(async () => {
  pg = createPgConnection({ clientUrl: await cloneDatabase(DATABASE) })
  await open()
})
afterAll(async () => {
  await app.onApplicationShutdown()
  await pg.destroy()
  await dropDatabase(DATABASE)
})
beforeEach(async () => {
  await pg.transaction(async (trx: Knex.Transaction) => {
    await trx.raw("SELECT set_config('compliance.may_change_history', 'on', true)")
    await trx("establishment_change").delete()
    for (const table of TABLES) await trx(table).delete()
  })
})

describe("the end of a verification", () => {
  it("is announced once and comes once, also when many processes look at the same instant", async () => {
    await rule()
    await call(NOW, "a")
    const together = <T>(now: Date, work: (at: Within) => Promise<T[]>) =>
      Promise.all(Array.from({ length: 4 }, () => within(now, work))).then((found) => found.flat())
    expect(await together(later(24), (at) => compliance.announceEnds(at, 10))).toEqual([])
    expect(kinds(await together(later(25), (at) => compliance.announceEnds(at, 10)))).toEqual([
      "establishment_expiring",
    ])
    expect(await together(later(26), (at) => compliance.announceEnds(at, 10))).toEqual([])
    expect(await together(later(29), (at) => compliance.expire(at, 10))).toEqual([])
    expect(kinds(await together(later(30), (at) => compliance.expire(at, 10)))).toEqual(["establishment_expired"])
    expect(await together(later(31), (at) => compliance.expire(at, 10))).toEqual([])
  })

  it("is not announced when it is over already: then only the end is", async () => {
    await rule()
    await call(NOW, "a")
    expect(await within(later(40), (at) => compliance.announceEnds(at, 10))).toEqual([])
    expect(kinds(await within(later(40), (at) => compliance.expire(at, 10)))).toEqual(["establishment_expired"])
  })

  it("that nobody noticed is written before what comes next", async () => {
    await rule()
    await call(NOW, "a")
    const outcome = await call(later(40), "b")
    expect(outcome.ok && kinds(outcome.announcements)).toEqual(["establishment_expired", "establishment_fulfilled"])
    const again = await within(later(80), (at) => compliance.requireEstablishment(TEXAS, at, later(80)))
    expect(kinds(again.announcements)).toEqual(["establishment_expired", "requirement_created"])
    const once = await within(later(81), (at) => compliance.requireEstablishment(TEXAS, at, later(81)))
    expect(once.announcements).toEqual([])
  })

  it("asks nobody for what they ordered while it was valid, however late that is checked", async () => {
    await rule()
    await call(NOW, "a")
    const checked = await within(later(40), (at) => compliance.requireEstablishment(TEXAS, at, later(29)))
    expect(kinds(checked.announcements)).toEqual(["establishment_expired"])
    const before = await within(later(40), (at) => compliance.requireEstablishment(TEXAS, at, later(-1)))
    expect(before.announcements).toEqual([])
    const after = await within(later(40), (at) => compliance.requireEstablishment(TEXAS, at, later(30)))
    expect(kinds(after.announcements)).toEqual(["requirement_created"])
  })

  it("moves with a renewal, and the notice comes again", async () => {
    await rule()
    await call(NOW, "a")
    await within(later(26), (at) => compliance.announceEnds(at, 10))
    await call(later(27), "b")
    expect(await within(later(30), (at) => compliance.expire(at, 10))).toEqual([])
    expect(kinds(await within(later(53), (at) => compliance.announceEnds(at, 10)))).toEqual(["establishment_expiring"])
  })
})

describe("a revocation", () => {
  afterEach(() => open())

  it.each([
    ["staff", "revoked"],
    ["later-call", "established"],
  ])("that ends by %s leaves a later call %s", async (revocationEndsBy, status) => {
    await open({ revocationEndsBy })
    await call(NOW, "a")
    await within(later(1), (at) => compliance.revokeEstablishment(TEXAS, later(1), at))
    const earlier = await call(later(2), "b", { completed_at: NOW } as Partial<Report>)
    expect(earlier.ok && earlier.establishment?.status).toBe("revoked")
    const outcome = await call(later(3), "c")
    expect(outcome.ok && outcome.establishment?.status).toBe(status)
  })

  it("comes before the call that it is about, and holds all the same", async () => {
    await within(later(1), (at) => compliance.revokeEstablishment(TEXAS, later(1), at))
    const outcome = await call(NOW, "a")
    expect(outcome).toMatchObject({ ok: true, establishment: { status: "revoked" }, announcements: [] })
  })
})

describe("the history", () => {
  afterEach(() => open())

  it("can't be changed, and not be deleted", async () => {
    await call(NOW, "a")
    await expect(pg("establishment_change").update({ reason: "never happened" })).rejects.toThrow("is final")
    await expect(pg("establishment_change").delete()).rejects.toThrow("is final")
    expect(await pg("establishment_change").count()).toEqual([{ count: "1" }])
  })

  it("is kept for ever, or as long as the shop says", async () => {
    await call(NOW, "a")
    expect(await compliance.enforceRetention(later(10_000))).toBe(0)
    await open({ complianceRetentionDays: 10 })
    expect(await compliance.enforceRetention(later(9))).toBe(0)
    expect(await compliance.enforceRetention(later(11))).toBe(1)
  })

  it("does not say any more who it was, when the customer is deleted", async () => {
    await rule()
    await call(NOW, "a")
    await compliance.linkPatient({ source: "emr", external_id: "x1", customer_id: "cus_1", created_by: "user:u" })
    await compliance.anonymise("cus_1")
    for (const table of ["customer_region_establishment", "consultation", "establishment_change"]) {
      const [row] = await pg(table).select("customer_id")
      expect(row.customer_id).toMatch(/^deleted_/)
    }
    expect(await compliance.linkedCustomer("emr", "x1")).toBeNull()
  })
})

describe("an upgraded shop", () => {
  it("keeps its verifications, and knows the appointments behind them", async () => {
    const statements = async (work: "up" | "down") => {
      const migration = new Migration20261124141500(null as never, null as never)
      await migration[work]()
      return migration.getQueries().map(String)
    }
    for (const sql of await statements("down")) await pg.raw(sql)
    const old = { customer_id: "cus_1", provider_id: "dr_1", appointment_id: "appt_1", established_at: NOW }
    await pg("customer_region_establishment").insert([
      { id: "est_1", ...old, region_code: "US-TX", status: "established", created_at: NOW },
      // One appointment established the customer in two states: the first counts.
      { id: "est_2", ...old, region_code: "US-CA", status: "established", created_at: later(1) },
      { id: "est_3", customer_id: "cus_2", region_code: "US-TX", status: "revoked", created_at: NOW },
    ])
    for (const sql of await statements("up")) await pg.raw(sql)

    const again = await call(later(2), "appt_1", { region_code: "US-CA" })
    expect(again).toMatchObject({ ok: false, cause: "conflict" })
    expect(await compliance.establishmentOf({ customer_id: "cus_2", region_code: "US-TX" })).toMatchObject({
      status: "revoked",
      revoked_at: expect.any(Date),
    })
    expect(await pg("establishment_change").count()).toEqual([{ count: "3" }])
  })
})

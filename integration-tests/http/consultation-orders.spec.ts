import fc from "fast-check"
import { expectOk, type Api } from "../helpers/shop/api"
import { queryDatabase } from "../helpers/services/database"
import { newSource } from "../helpers/shop/emr"
import { completedCall, emrAt, type Emr } from "../helpers/shop/emr-messages"
import { complianceEventsOf, establishmentsOf, newPatient } from "../helpers/shop/patients"
import { shopUnderTest } from "../helpers/shop/shop-under-test"
import { texanAddress } from "../helpers/shop/shopper"

const RUNS = 500
/** Cases at a time: the door and the database see them beside each other. */
const AT_ONCE = 8
const MINUTE_MS = 60_000

type Message = "scheduled" | "completed" | "cancelled"
interface Case {
  /** In the order in which they are sent; a message may come again, under its own id or a new one. */
  order: { message: Message; again: boolean }[]
  /** Whether the messages name the region themselves. */
  named: boolean
}

const cases: fc.Arbitrary<Case> = fc
  .subarray<Message>(["scheduled", "completed", "cancelled"], { minLength: 1 })
  .chain((messages) =>
    fc.record({
      order: fc
        .array(fc.record({ message: fc.constantFrom(...messages), again: fc.boolean() }), { maxLength: 4 })
        .chain((repeats) => {
          const all = [...messages.map((message) => ({ message, again: true })), ...repeats]
          return fc.shuffledSubarray(all, { minLength: all.length })
        }),
      named: fc.boolean(),
    })
  )

/** What has to be there in the end, whatever the order. */
function expected({ order }: Case): { status: string | null; events: string[] } {
  const has = (wanted: Message) => order.some(({ message }) => message === wanted)
  const scheduled = has("scheduled") ? ["consultation_scheduled"] : []
  if (has("completed")) return { status: "established", events: [...scheduled, "establishment_fulfilled"] }
  return { status: has("scheduled") && !has("cancelled") ? "scheduled" : null, events: scheduled }
}

describe("the messages of one consultation", () => {
  let admin: Api
  let emr: Emr
  let caseCount = 0
  const sql = <Row extends object>(text: string, values: unknown[]) =>
    queryDatabase<Row>(shopUnderTest.databaseUrl(), text, values)

  beforeAll(async () => {
    admin = await shopUnderTest.admin()
    const source = await newSource(admin, { rate_limit_per_minute: 100_000 })
    emr = emrAt(shopUnderTest.url(), source.secret, () => new Date(), source.slug)
  })

  async function play(one: Case): Promise<void> {
    const { id } = await newPatient(admin)
    const appointment = `appt_${++caseCount}`
    const region = one.named ? { region_code: "US-TX" } : {}
    const fields = {
      completed: ["video-call-completed", completedCall(id, appointment, new Date(), region)],
      scheduled: [
        "appointment-scheduled",
        {
          ...{ patient_external_id: id, appointment_id: appointment, ...region },
          scheduled_for: new Date(Date.now() + 60 * MINUTE_MS).toISOString(),
        },
      ],
      cancelled: ["appointment-cancelled", { appointment_id: appointment, patient_external_id: id }],
    } as const
    for (const [index, { message, again }] of one.order.entries()) {
      const [name, body] = fields[message]
      const answer = await emr.send(name, body, again ? `${appointment}_${message}` : `${appointment}_${index}`)
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`)
    }
    const wanted = expected(one)
    const seen = (await establishmentsOf(admin, id)).map(({ region_code, status }) => `${region_code} ${status}`)
    expect({ one, seen, events: await complianceEventsOf(sql, id) }).toEqual({
      one,
      seen: wanted.status === null ? [] : [`US-TX ${wanted.status}`],
      events: wanted.events,
    })
  }

  it(
    `end in one state, with each event once, in whatever order and however often they come (${RUNS} runs)`,
    async () => {
      const sample = fc.sample(cases, RUNS)
      expect(new Set(sample.map((one) => JSON.stringify(one))).size).toBeGreaterThan(RUNS / 5)
      for (let from = 0; from < sample.length; from += AT_ONCE) {
        await Promise.all(sample.slice(from, from + AT_ONCE).map(play))
      }
    },
    5 * MINUTE_MS
  )

  it("are one call, when it comes fifty times at once under ids of their own", async () => {
    const { id } = await newPatient(admin)
    const call = completedCall(id, `appt_50_${id}`)
    const answers = await Promise.all(Array.from({ length: 50 }, () => emr.send("video-call-completed", call)))
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200))
    expect(await establishmentsOf(admin, id)).toMatchObject([{ region_code: "US-TX", status: "established" }])
    expect(await complianceEventsOf(sql, id)).toEqual(["establishment_fulfilled"])
  })

  it("belong to one patient: another's is a conflict that staff see, and changes nothing", async () => {
    const [one, other] = [await newPatient(admin), await newPatient(admin)]
    const appointment = `appt_two_${one.id}`
    const answers = await Promise.all(
      [one, other].map(({ id }) => emr.send("video-call-completed", completedCall(id, appointment)))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = answers.find(({ status }) => status === 409)!
    expect(refused.body.message).toBe("the appointment is another patient's")
    expect(refused.text).not.toContain("cus_")
    const found = [...(await establishmentsOf(admin, one.id)), ...(await establishmentsOf(admin, other.id))]
    expect(found).toHaveLength(1)
    const path = `/admin/webhooks/inbound-messages/${refused.body.id}`
    const { inbound_message } = expectOk(await admin.get<{ inbound_message: Record<string, unknown> }>(path))
    expect(inbound_message).toMatchObject({ status: "quarantined", cause: "conflict" })
  })

  it("are in the region where the patient lived when the first of them came", async () => {
    const { id } = await newPatient(admin, null)
    const addresses = `/admin/customers/${id}/addresses`
    const { customer } = expectOk(
      await admin.post<{ customer: { addresses: { id: string }[] } }>(`${addresses}?fields=*addresses`, texanAddress())
    )
    const appointment = `appt_moved_${id}`
    const booking = { patient_external_id: id, appointment_id: appointment, scheduled_for: new Date().toISOString() }
    expect((await emr.send("appointment-scheduled", booking)).body.region_code).toBe("US-TX")
    expectOk(await admin.post(`${addresses}/${customer.addresses[0]?.id}`, { province: "CA", city: "Fresno" }))
    const answer = await emr.send("video-call-completed", completedCall(id, appointment))
    expect(answer).toMatchObject({ status: 200, body: { region_code: "US-TX" } })
    expect((await establishmentsOf(admin, id)).map(({ region_code }) => region_code)).toEqual(["US-TX"])
  })

  it("are in the region that the call names, before all others", async () => {
    const { id } = await newPatient(admin)
    const appointment = `appt_named_${id}`
    const booking = { patient_external_id: id, appointment_id: appointment, scheduled_for: new Date().toISOString() }
    expectOk(await emr.send("appointment-scheduled", booking))
    expect(await establishmentsOf(admin, id)).toMatchObject([{ region_code: "US-TX", status: "scheduled" }])
    const place = { patient_location: { country_code: "us", province: "Calif." } }
    expectOk(await emr.send("video-call-completed", completedCall(id, appointment, new Date(), place)))
    expect(await establishmentsOf(admin, id)).toMatchObject([{ region_code: "US-CA", status: "established" }])
    const again = await emr.send(
      "video-call-completed",
      completedCall(id, appointment, new Date(), { region_code: "US-NY" })
    )
    expect(again).toMatchObject({ status: 409, body: { status: "quarantined", cause: "conflict" } })
  })
})

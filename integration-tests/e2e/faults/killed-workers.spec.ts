import { cloneDatabase, dropDatabase } from "../../helpers/database"
import { ENGINES } from "../../helpers/engines"
import { openStage, type Stage } from "../../helpers/fault-stage"
import type { Shop } from "../../helpers/shop"
import { until } from "../../helpers/until"

const EVENTS = 150

describe.each(ENGINES)("kill -9 with the $name engine", ({ name, env }) => {
  const database = `killed_workers_${name}`
  let stage: Stage
  let shop: Shop

  beforeAll(async () => {
    stage = await openStage({ name, databaseUrl: await cloneDatabase(database), env: env() })
    shop = await stage.start("server")
    await stage.subscribe(shop)
  })

  afterAll(async () => {
    await stage.close()
    await dropDatabase(database)
  })

  async function kill(): Promise<void> {
    shop.kill("SIGKILL")
    await shop.exited
  }

  it("before a claim loses nothing and sends nothing twice", async () => {
    const event_ids = await stage.publish(shop, EVENTS)
    await kill()
    expect(stage.receiver.receivedCount()).toBe(0)
    shop = await stage.start("shared")
    await stage.settle("killed before claim", event_ids, 0)
  })

  it("after a claim, before the receiver read a byte, loses nothing and sends nothing twice", async () => {
    stage.receiver.behave("ignore")
    const event_ids = await stage.publish(shop, EVENTS)
    await until(async () => stage.receiver.ignoredCount() === stage.slots && (await stage.leasedCount()) === stage.slots, { what: "all slots to be claimed" })
    await kill()
    stage.receiver.behave("answer")
    expect(await stage.inFlight(event_ids)).toBe(0)
    shop = await stage.start("shared")
    await stage.settle(`killed after claim (${stage.slots} leased)`, event_ids, 0)
  })

  it("after sending, before an answer, sends again at most what was in flight", async () => {
    stage.receiver.behave("withhold")
    const event_ids = await stage.publish(shop, EVENTS)
    await until(() => stage.receiver.withheldCount() === stage.slots, { what: "all slots to be in flight" })
    await kill()
    const in_flight = await stage.inFlight(event_ids)
    expect(in_flight).toBe(stage.slots)
    stage.receiver.behave("answer")
    shop = await stage.start("shared")
    await stage.settle("killed after send", event_ids, in_flight)
  })

  it("after an answer, before it is settled, sends again at most what was in flight", async () => {
    stage.receiver.behave("withhold")
    const event_ids = await stage.publish(shop, EVENTS)
    await until(() => stage.receiver.withheldCount() === stage.slots, { what: "all slots to be in flight" })
    stage.receiver.afterAnswers(EVENTS / 3, () => shop.kill("SIGKILL"))
    stage.receiver.behave("answer")
    await shop.exited
    const in_flight = await stage.inFlight(event_ids)
    expect(in_flight).toBeGreaterThan(0)
    expect(in_flight).toBeLessThanOrEqual(stage.slots)
    shop = await stage.start("shared")
    await stage.settle("killed before settle", event_ids, in_flight)
  })
})

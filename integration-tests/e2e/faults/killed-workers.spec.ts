import { cloneDatabase, dropDatabase } from "../../helpers/services/database"
import { ENGINES } from "../../helpers/services/engines"
import { openStage, type Stage } from "../../helpers/shop/fault-stage"
import type { Process } from "../../helpers/processes/process"
import type { Shop } from "../../helpers/shop/shop"
import { until } from "../../helpers/until"

const EVENTS = 150

describe.each(ENGINES)("kill -9 with the $name engine", ({ name, env }) => {
  const database = `killed_workers_${name}`
  let stage: Stage
  let server: Shop
  let worker: Process

  beforeAll(async () => {
    stage = await openStage({ name, databaseUrl: await cloneDatabase(database), env: env() })
    server = await stage.startServer()
    await stage.subscribe(server)
  })

  afterAll(async () => {
    await stage.close()
    await dropDatabase(database)
  })

  /** Publishing goes on meanwhile: the server lives. */
  async function replaceWorker(): Promise<void> {
    await worker.exited
    worker = await stage.startWorker()
  }

  it("before a claim loses nothing and sends nothing twice", async () => {
    const eventIds = await stage.publish(server, EVENTS)
    server.kill("SIGKILL")
    await server.exited
    expect(stage.receiver.receivedCount()).toBe(0)
    ;[server, worker] = await Promise.all([stage.startServer(), stage.startWorker()])
    await stage.settle("killed before claim", eventIds, 0)
  })

  it("after a claim, before the receiver read a byte, loses nothing and sends nothing twice", async () => {
    stage.receiver.behave("ignore")
    const publishing = stage.publish(server, EVENTS)
    await until(
      async () => stage.receiver.ignoredCount() === stage.slots && (await stage.leasedCount()) === stage.slots,
      { what: "all slots to be claimed" }
    )
    worker.kill("SIGKILL")
    await worker.exited
    stage.receiver.behave("answer")
    expect(stage.receiver.receivedCount()).toBe(EVENTS)
    const [eventIds] = await Promise.all([publishing, replaceWorker()])
    await stage.settle(`killed after claim (${stage.slots} leased)`, eventIds, 0)
  })

  it("after sending, before an answer, sends again at most what was in flight", async () => {
    stage.receiver.behave("withhold")
    const publishing = stage.publish(server, EVENTS)
    await until(() => stage.receiver.withheldCount() === stage.slots, { what: "all slots to be in flight" })
    worker.kill("SIGKILL")
    await worker.exited
    stage.receiver.behave("answer")
    const eventIds = await publishing
    const inFlight = await stage.inFlight(eventIds)
    expect(inFlight).toBe(stage.slots)
    await replaceWorker()
    await stage.settle("killed after send", eventIds, inFlight)
  })

  it("after an answer, before it is settled, sends again at most what was in flight", async () => {
    stage.receiver.behave("withhold")
    const publishing = stage.publish(server, EVENTS)
    await until(() => stage.receiver.withheldCount() === stage.slots, { what: "all slots to be in flight" })
    stage.receiver.afterAnswers(stage.slots, () => worker.kill("SIGKILL"))
    stage.receiver.behave("answer")
    await worker.exited
    const eventIds = await publishing
    const inFlight = await stage.inFlight(eventIds)
    expect(inFlight).toBeLessThanOrEqual(stage.slots)
    await replaceWorker()
    await stage.settle("killed before settle", eventIds, inFlight)
  })
})

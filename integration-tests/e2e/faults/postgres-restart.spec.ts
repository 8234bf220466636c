import { loginAdmin, type Api } from "../../helpers/shop/api"
import { publishOne, steadily } from "../../helpers/shop/burst"
import { ENGINES } from "../../helpers/services/engines"
import { openStage, type Stage } from "../../helpers/shop/fault-stage"
import { ownPostgres, type OwnPostgres } from "../../helpers/services/own-postgres"
import type { Shop } from "../../helpers/shop/shop"
import { until } from "../../helpers/until"

const EVENTS = 150
const PER_SECOND = 50
const OUTAGE_MS = 2_000

describe.each(ENGINES)("PostgreSQL restarted under load, with the $name engine", ({ name, env }) => {
  let postgres: OwnPostgres
  let stage: Stage
  let server: Shop
  let admin: Api

  beforeAll(async () => {
    postgres = await ownPostgres()
    await postgres.start()
    stage = await openStage({ name, databaseUrl: postgres.databaseUrl, env: env() })
    ;[server] = await Promise.all([stage.startServer(), stage.startWorker()])
    admin = await loginAdmin(server.url)
    await stage.subscribe(server)
  })

  afterAll(async () => {
    await stage.close()
    await postgres.remove()
  })

  it.each(["fast", "crash"] as const)("loses nothing (%s)", async (ending) => {
    stage.receiver.behave("dawdle")
    const already = stage.receiver.receivedCount()
    let posted = 0
    const flowing = steadily(
      PER_SECOND,
      () => posted++ >= EVENTS,
      (index) => publishOne(admin, `${ending}_${index}`)
    )
    await until(
      () => stage.receiver.receivedCount() >= already + EVENTS / 3 && stage.receiver.withheldCount() === stage.slots,
      { what: "load" }
    )
    await postgres.stop(ending)
    await postgres.start()
    const { results: eventIds } = await flowing
    await stage.settle(`PostgreSQL restarted (${ending})`, eventIds, stage.slots)
  })

  it("sends again at most what was in flight when it crashed, though answers come while it is away", async () => {
    stage.receiver.behave("withhold")
    const publishing = stage.publish(server, EVENTS)
    await until(() => stage.receiver.withheldCount() === stage.slots, { what: "all slots to be in flight" })
    await postgres.stop("crash")
    stage.receiver.behave("answer")
    const backAt = Date.now() + OUTAGE_MS
    await until(() => Date.now() >= backAt, { what: "the end of the outage" })
    await postgres.start()
    const eventIds = await publishing
    await stage.settle("PostgreSQL crashed, answers while it is away", eventIds, stage.slots)
  })
})

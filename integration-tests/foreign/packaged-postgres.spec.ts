import { Client } from "pg"
import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import type { Process } from "../helpers/processes/process"
import { startWorker } from "../helpers/processes/worker"
import { queryDatabase } from "../helpers/services/database"
import { clonePackaged, dropPackaged } from "../helpers/services/packaged-postgres"
import { openLedger, type Ledger } from "../helpers/shop/ledger"

const DATABASE = "packaged"
const BATCHES = 6
const BATCH = 25
const FUNCTIONS = ["webhook_claim", "webhook_look_again_ms", "webhook_settle"]
const CLAIM = "SELECT * FROM webhook_claim(8, now(), -1, 'token', 8, '{}')"

/** Where the embedded PostgreSQL has no LLVM, the packaged one compiles every statement that it takes for expensive. */
describe("Debian's PostgreSQL as it is packaged", () => {
  let databaseUrl: string
  let ledger: Ledger
  let publisher: Publisher
  let worker: Process

  beforeAll(async () => {
    databaseUrl = await clonePackaged(DATABASE)
    ledger = await openLedger(databaseUrl)
    ;[publisher, worker] = await Promise.all([startPublisher(databaseUrl), startWorker({ databaseUrl })])
    await ledger.subscribe(publisher)
  })

  afterAll(async () => {
    publisher.stop()
    await worker.stop()
    await ledger.receiver.stop()
    await dropPackaged(DATABASE)
  })

  it("gets every event through, once", async () => {
    const eventIds: string[] = []
    for (let batch = 0; batch < BATCHES; batch++) eventIds.push(...(await publisher.publish(`batch_${batch}`, BATCH)))
    await ledger.settle("packaged PostgreSQL", eventIds)
  })

  it("has JIT on, and the engine's functions have it off", async () => {
    const [setting] = await queryDatabase<{ jit: string; can_compile: boolean }>(
      databaseUrl,
      "SELECT current_setting('jit') AS jit, pg_jit_available() AS can_compile"
    )
    expect(setting).toEqual({ jit: "on", can_compile: true })
    const functions = await queryDatabase<{ proname: string; proconfig: string[] }>(
      databaseUrl,
      "SELECT proname, proconfig FROM pg_proc WHERE proname = ANY($1) ORDER BY proname",
      [FUNCTIONS]
    )
    expect(functions).toEqual(FUNCTIONS.map((proname) => ({ proname, proconfig: expect.arrayContaining(["jit=off"]) })))
  })

  it("compiles no claim, in a session that compiles all else", async () => {
    await publisher.publish("claimed_by_hand", 1)
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    try {
      const compiledBy = (sql: string) =>
        plansOf(client, sql).then((plans) => plans.filter((plan) => /^JIT:/m.test(plan)))
      expect(await compiledBy("SELECT count(*) FROM webhook_delivery")).toHaveLength(1)
      // Its own plan is compiled, here; those of the statements in it are what is slow.
      const plans = await plansOf(client, CLAIM)
      const inside = plans.filter((plan) => /^WITH busy AS/m.test(plan.replace(/^.*Query Text: /s, "")))
      expect(inside).toHaveLength(1)
      expect(inside[0]).not.toMatch(/^JIT:/m)
    } finally {
      await client.end()
    }
  })
})

/** The plans of a statement and of all statements in its functions, with what was compiled, when nothing is too cheap for it. */
async function plansOf(client: Client, sql: string): Promise<string[]> {
  const plans: string[] = []
  const keep = ({ message }: { message?: string }) => void (message?.includes("plan:") && plans.push(message))
  await client.query("LOAD 'auto_explain'")
  await client.query(
    `SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
     SET auto_explain.log_analyze = on; SET client_min_messages = log; SET jit_above_cost = 0`
  )
  client.on("notice", keep)
  await client.query(sql)
  client.off("notice", keep)
  return plans
}

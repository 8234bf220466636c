import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import type { Process } from "../helpers/processes/process"
import { startPublisher, type Publisher } from "../helpers/processes/publisher"
import { startWorker } from "../helpers/processes/worker"
import { queryDatabase } from "../helpers/services/database"
import { ENGINES } from "../helpers/services/engines"
import { ownPostgres, type OwnPostgres } from "../helpers/services/own-postgres"
import { openLedger, publishThrough, type Ledger } from "../helpers/shop/ledger"

const ROLE = "hurried"
const TIMEOUTS = { statement_timeout: "300ms", lock_timeout: "100ms", idle_in_transaction_session_timeout: "200ms" }
/** Longer than any of them, shorter than outcomes are kept for a database that is away (half of the lease's margin). */
const FAULT_MS = 3_000

describe.each(ENGINES)("a role that may not wait, with the $name engine", ({ name, env }) => {
  let postgres: OwnPostgres
  let ledger: Ledger
  let publisher: Publisher
  let worker: Process

  const sql = (text: string) => queryDatabase(postgres.databaseUrl, text)

  beforeAll(async () => {
    postgres = await ownPostgres()
    await postgres.start()
    ledger = await openLedger(postgres.databaseUrl)
    const databaseUrl = await hurriedUrl()
    ;[publisher, worker] = await Promise.all([
      startPublisher(databaseUrl, env().WEBHOOKS_REDIS_URL),
      startWorker({ databaseUrl, env: env() }),
    ])
    await ledger.subscribe(publisher, { max_concurrency: 32 })
  })

  afterAll(async () => {
    publisher.stop()
    await worker.stop()
    await ledger.receiver.stop()
    await postgres.remove()
  })

  async function hurriedUrl(): Promise<string> {
    const url = new URL(postgres.databaseUrl)
    await sql(`CREATE ROLE ${ROLE} LOGIN PASSWORD '${url.password}'; GRANT "${url.username}" TO ${ROLE}`)
    for (const [setting, value] of Object.entries(TIMEOUTS)) await sql(`ALTER ROLE ${ROLE} SET ${setting} = '${value}'`)
    url.username = ROLE
    return url.href
  }

  it("loses nothing and sends nothing twice while somebody else holds the table of deliveries", async () => {
    const eventIds = await publishThrough(publisher, ledger, "locked", async () => {
      const client = new Client({ connectionString: postgres.databaseUrl })
      await client.connect()
      await client.query("BEGIN; LOCK TABLE webhook_delivery IN ACCESS EXCLUSIVE MODE")
      await sleep(FAULT_MS)
      await client.query("COMMIT")
      await client.end()
    })
    await ledger.settle(`${name}, the table was locked for ${FAULT_MS / 1_000} s`, eventIds)
  })

  it("loses nothing and sends nothing twice while the server takes no writes", async () => {
    const eventIds = await publishThrough(publisher, ledger, "read_only", async () => {
      await sql("ALTER SYSTEM SET default_transaction_read_only = on")
      await sql("SELECT pg_reload_conf()")
      await sleep(FAULT_MS)
      await sql("ALTER SYSTEM RESET default_transaction_read_only")
      await sql("SELECT pg_reload_conf()")
    })
    await ledger.settle(`${name}, the server was read-only for ${FAULT_MS / 1_000} s`, eventIds)
  })
})

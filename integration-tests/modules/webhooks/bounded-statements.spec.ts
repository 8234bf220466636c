import { createPgConnection } from "@medusajs/framework/utils"
import { Client } from "pg"
import { bounded, DatabaseTimeout } from "../../../src/modules/webhooks/store/bounded"
import { rowsOf, type Db } from "../../../src/modules/webhooks/store/db"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"

const NAME = "webhooks_bounded"
const ROLE = `few_connections_${process.pid}`
const BOUND_MS = 1_000

const one = (db: Db) => rowsOf<{ one: number }>(db, "SELECT 1 AS one", [])

describe("statements with an end", () => {
  let url: string
  let db: Db

  beforeAll(async () => {
    url = await cloneDatabase(NAME)
    await queryDatabase(url, `CREATE ROLE ${ROLE} LOGIN PASSWORD 'few' CONNECTION LIMIT 2`)
  })
  afterAll(async () => {
    await dropDatabase(NAME)
    const admin = new URL(url)
    admin.pathname = "/postgres"
    await queryDatabase(admin.href, `DROP ROLE ${ROLE}`)
  })
  afterEach(() => db.destroy())

  const pool = (clientUrl: string, max = 2) => (db = createPgConnection({ clientUrl, pool: { max } }) as Db)
  it("end a statement that hangs, and drop its connection", async () => {
    pool(url, 1)
    const hanging = bounded(db, BOUND_MS, (on) => rowsOf(on, "SELECT pg_sleep(60)", []))
    await expect(hanging).rejects.toThrow(/^the database did not answer within 1000 ms; the connection is dropped$/)
    await expect(hanging).rejects.toBeInstanceOf(DatabaseTimeout)
    expect(await bounded(db, BOUND_MS, one)).toEqual([{ one: 1 }])
  })

  it("end a transaction that hangs, and nothing of it stays", async () => {
    pool(url)
    await rowsOf(db, "CREATE TABLE written (n int)", [])
    const hanging = bounded(db, BOUND_MS, (on) =>
      on.transaction(async (trx) => {
        await rowsOf(trx, "INSERT INTO written VALUES (1)", [])
        await rowsOf(trx, "SELECT pg_sleep(60)", [])
      })
    )
    await expect(hanging).rejects.toBeInstanceOf(DatabaseTimeout)
    expect(await bounded(db, BOUND_MS, (on) => rowsOf(on, "SELECT n FROM written", []))).toEqual([])
  })

  it("leave the connection alone that answers in time, and one transaction's statements together", async () => {
    pool(url, 1)
    const pid = async (on: Db) => (await rowsOf<{ pid: number }>(on, "SELECT pg_backend_pid() AS pid", []))[0]?.pid
    const first = await bounded(db, BOUND_MS, pid)
    const [second, third] = await bounded(db, BOUND_MS, (on) =>
      on.transaction(async (trx) => [await pid(trx), await pid(trx)])
    )
    expect([second, third]).toEqual([first, first])
  })

  it("say so when this process's pool is in use, and wait no longer than 5 s for it", async () => {
    pool(url, 1)
    const held: unknown = await db.client.acquireConnection()
    await expect(bounded(db, BOUND_MS, one)).rejects.toThrow(
      "no connection to the database within 5000 ms: all 1 of this process's pool are in use"
    )
    await db.client.releaseConnection(held)
    expect(await bounded(db, BOUND_MS, one)).toEqual([{ one: 1 }])
  })

  it("say what the server says when others have used up its connections, and go on when there are some again", async () => {
    const few = new URL(url)
    few.username = ROLE
    few.password = "few"
    const others = [new Client({ connectionString: few.href }), new Client({ connectionString: few.href })]
    for (const other of others) await other.connect()
    pool(few.href)
    await expect(bounded(db, BOUND_MS, one)).rejects.toThrow(
      `no connection to the database within 5000 ms: too many connections for role "${ROLE}"`
    )
    for (const other of others) await other.end()
    expect(await bounded(db, BOUND_MS, one)).toEqual([{ one: 1 }])
  })
})

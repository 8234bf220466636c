import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { queryDatabase } from "../helpers/services/database"
import { startFailover, type Failover } from "../helpers/services/failover"

const FROZEN_MS = 500

/** A primary that goes deaf, a standby that takes over, and one address that moves. */
describe("a failover", () => {
  let failover: Failover
  let old: Client

  beforeAll(async () => {
    failover = await startFailover()
    old = new Client({ connectionString: failover.databaseUrl })
    // It ends with the primary, at the latest.
    old.on("error", () => undefined)
    await old.connect()
  })

  afterAll(async () => {
    await failover.remove()
    await old.end().catch(() => undefined)
  })

  it("keeps what was committed, and leaves old connections open and unanswered", async () => {
    await old.query("CREATE TABLE failover_note (text text)")
    await old.query("INSERT INTO failover_note VALUES ('before')")

    failover.freezePrimary()
    const unanswered = old.query("SELECT 1").then(
      () => "answered",
      () => "ended"
    )
    expect(await Promise.race([unanswered, sleep(FROZEN_MS, "open")])).toBe("open")

    await failover.promote()
    failover.repoint()
    const notes = () => queryDatabase(failover.databaseUrl, "SELECT text FROM failover_note ORDER BY text DESC")
    expect(await notes()).toEqual([{ text: "before" }])
    await queryDatabase(failover.databaseUrl, "INSERT INTO failover_note VALUES ('after')")
    expect(await notes()).toEqual([{ text: "before" }, { text: "after" }])
    expect(await Promise.race([unanswered, sleep(FROZEN_MS, "open")])).toBe("open")
  })

  it("lets the old primary go on, alone, when it wakes", async () => {
    failover.thawPrimary()
    expect((await old.query("SELECT text FROM failover_note")).rows).toEqual([{ text: "before" }])
  })
})

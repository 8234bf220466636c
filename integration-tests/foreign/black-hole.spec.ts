import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { openBlackHole, type BlackHole } from "../helpers/services/black-hole"
import { environment } from "../helpers/services/environment"

const SILENT_MS = 2_000

/** A database behind a wire that is cut: no reset, no "no route", just no answer. */
describe("a black hole", () => {
  let hole: BlackHole
  const clients: Client[] = []

  beforeAll(async () => {
    hole = await openBlackHole(Number(new URL(environment.adminDatabaseUrl()).port))
  })

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end().catch(() => undefined)))
    await hole.remove()
  })

  function newClient(): Client {
    const client = new Client({ connectionString: hole.through(environment.adminDatabaseUrl()) })
    client.on("error", () => undefined)
    clients.push(client)
    return client
  }

  const become = (what: Promise<unknown>) =>
    Promise.race([
      what.then(
        () => "answered",
        (error: Error) => `failed: ${error.message}`
      ),
      sleep(SILENT_MS, "silent"),
    ])

  it("answers nobody, neither who is connected nor who connects, until the wire is whole again", async () => {
    const connected = newClient()
    await connected.connect()
    expect((await connected.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }])

    hole.drop()
    const asked = connected.query("SELECT 2 AS two")
    const connecting = newClient().connect()
    expect(await Promise.all([become(asked), become(connecting)])).toEqual(["silent", "silent"])

    hole.restore()
    expect((await asked).rows).toEqual([{ two: 2 }])
    await connecting
  })
})

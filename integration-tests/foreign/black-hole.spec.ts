import { openBlackHole, type BlackHole } from "../helpers/services/black-hole"
import { cloneDatabase, dropDatabase } from "../helpers/services/database"
import { environment } from "../helpers/services/environment"
import { openLedger, type Ledger } from "../helpers/shop/ledger"
import { surviveHungDatabase } from "../helpers/shop/old-workers"

/** A database behind a wire that is cut: no reset, no "no route", just no answer. */
describe("a wire that swallows packets", () => {
  const database = "black_hole"
  let hole: BlackHole
  let ledger: Ledger
  let databaseUrl: string

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(database)
    hole = await openBlackHole(Number(new URL(environment.adminDatabaseUrl()).port))
    ledger = await openLedger(databaseUrl)
  })
  afterAll(async () => {
    await hole.remove()
    await ledger.receiver.stop()
    await dropDatabase(database)
  })

  it("is noticed by the workers, and they go on when it is whole again", () =>
    surviveHungDatabase({
      name: "packets vanish",
      ledger,
      databaseUrl: hole.through(databaseUrl),
      hang: async () => hole.drop(),
      recover: async () => hole.restore(),
    }))
})

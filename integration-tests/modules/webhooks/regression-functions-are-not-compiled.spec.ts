import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"

const NAME = "functions_are_not_compiled"

/**
 * On PostgreSQL 15 as it is packaged, each claim was compiled by LLVM first: 2 to 6 seconds instead of 2 milliseconds, and
 * deliveries that nobody sent. The embedded PostgreSQL has no LLVM, so no timing would show it.
 */
describe("the database functions", () => {
  let databaseUrl: string

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(NAME)
  })
  afterAll(() => dropDatabase(NAME))

  it.each(["webhook_claim", "webhook_settle", "webhook_look_again_ms"])("%s is not compiled", async (name) => {
    const found = await queryDatabase<{ proconfig: string[] | null }>(
      databaseUrl,
      "SELECT proconfig FROM pg_proc WHERE proname = $1",
      [name]
    )
    expect(found).toEqual([{ proconfig: expect.arrayContaining(["jit=off"]) }])
  })
})

import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { DATABASE_FUNCTIONS } from "../../../src/modules/webhooks/store/functions"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../helpers/services/database"
import { functionsIn, schemaOf } from "../../helpers/services/schema"

/** Written anew by `npm run schema`. */
const COMMITTED = resolve(__dirname, "../../../docs/schema.txt")

const MODULES = resolve(__dirname, "../../../src/modules")

describe("the migrations of all modules", () => {
  it("have names of their own: one database counts them by name, and would take the second for done", () => {
    const names = readdirSync(MODULES).flatMap((name) =>
      readdirSync(join(MODULES, name, "migrations")).filter((file) => file.startsWith("Migration"))
    )
    expect(names.length).toBeGreaterThan(2)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })
})

/** A migrated database is the sum of all migrations; what the sources say now has to be the same. */
describe("a migrated database", () => {
  const NAME = "database_schema"
  let databaseUrl: string
  beforeAll(async () => void (databaseUrl = await cloneDatabase(NAME)))
  afterAll(() => dropDatabase(NAME))

  it("runs the very database functions that store/functions holds", async () => {
    await queryDatabase(databaseUrl, "CREATE SCHEMA from_source")
    for (const text of Object.values(DATABASE_FUNCTIONS)) {
      await queryDatabase(databaseUrl, text.replace("FUNCTION ", "FUNCTION from_source."))
    }
    const fromSource = await functionsIn(databaseUrl, "from_source")
    expect(fromSource.map(({ name }) => name)).toEqual(Object.keys(DATABASE_FUNCTIONS).sort())
    expect(await functionsIn(databaseUrl, "public")).toEqual(fromSource)
  })

  it("has the tables, columns, constraints and indexes of docs/schema.txt", async () => {
    const schema = await schemaOf(databaseUrl)
    if (process.env.UPDATE_SCHEMA === "1") writeFileSync(COMMITTED, schema)
    expect(schema).toBe(readFileSync(COMMITTED, "utf8"))
  })
})

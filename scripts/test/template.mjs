import { isAlive, withLock } from "../lib/lock.mjs"
import { migrate, schemaFingerprint } from "../lib/migrate.mjs"
import { readNotes } from "../lib/notes.mjs"
import { step } from "../lib/progress.mjs"
import { ensureSeeded, seedFingerprint } from "../lib/seed.mjs"
import { dropDatabase, ensureDatabase, query, quoteName } from "../lib/sql.mjs"

const PREFIX = "shop_template_"
// A run that began before the sources changed still clones from the template it was given.
const KEPT_COUNT = 2

export const TEST_ADMIN = { email: "admin@example.com", password: "supersecret" }

function namesLike(adminUrl, pattern) {
  return query(adminUrl, "SELECT datname AS name FROM pg_database WHERE datname LIKE $1 ORDER BY oid DESC", [pattern])
}

/** Clones of runs that were killed; their names say which process made them. */
async function dropOrphans(adminUrl) {
  for (const { name } of await namesLike(adminUrl, "test\\_%")) {
    const pid = Number(name.split("_")[1])
    if (!isAlive(pid)) await dropDatabase(adminUrl, name)
  }
}

async function build(postgres, name, env) {
  const unfinished = `test_${process.pid}_template`
  await ensureDatabase(postgres.adminUrl, unfinished)
  const database = { name: unfinished, url: postgres.urlFor(unfinished) }
  await migrate(database.url, env)
  await ensureSeeded(postgres, database, env, TEST_ADMIN)
  // Renamed last: a template cut short must not pass for a whole one.
  await query(postgres.adminUrl, `ALTER DATABASE ${quoteName(unfinished)} RENAME TO ${quoteName(name)}`)
  for (const old of (await namesLike(postgres.adminUrl, `${PREFIX}%`)).slice(KEPT_COUNT)) {
    await dropDatabase(postgres.adminUrl, old.name)
  }
}

/**
 * A migrated and seeded database for tests to clone, rebuilt only when the schema or the seed changed.
 * Returns its name and the ids of what the seed made.
 */
export function ensureTemplate(postgres, env) {
  return step("template", "migrating and seeding a template database", (say) =>
    withLock("template", async () => {
      await dropOrphans(postgres.adminUrl)
      const name = `${PREFIX}${schemaFingerprint()}_${seedFingerprint()}`
      const isCurrent = "shop" in (await readNotes(postgres.adminUrl, name))
      if (!isCurrent) await build(postgres, name, env)
      say(`${name} ${isCurrent ? "is current" : "built"}`)
      return { name, shop: (await readNotes(postgres.adminUrl, name)).shop }
    })
  )
}

import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { isAlive, withLock } from "../lib/lock.mjs"
import { migrate, schemaFingerprint } from "../lib/migrate.mjs"
import { initialise, runningPort, SUPERUSER, startServer, stopServer } from "../lib/postgres/cluster.mjs"
import { chooseHome } from "../lib/postgres/home.mjs"
import { freePort } from "../lib/postgres/ports.mjs"
import { step } from "../lib/progress.mjs"
import { seedFingerprint, seedShop } from "../lib/seed.mjs"
import { ensureDatabase } from "../lib/sql.mjs"
import { TEST_ADMIN } from "./template.mjs"

/** Of our own binaries; those of another version have a folder of their own. */
const NAME = "postgres-spare"
const DATABASE = "shop"
/** What is in the folder, and its password; written last, so that a folder cut short does not pass for a whole one. */
const LABEL = "spare.json"

function readLabel(home) {
  const path = join(home.data_dir, LABEL)
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null
}

/** Copies of runs that were killed; their names end with the process that made them. */
function dropOrphans(home) {
  const prefix = `${basename(home.data_dir)}-`
  const siblings = readdirSync(dirname(home.data_dir)).filter((name) => name.startsWith(prefix))
  for (const name of siblings) {
    const pid = Number(name.slice(prefix.length).split("-")[0])
    if (!isAlive(pid)) rmSync(join(dirname(home.data_dir), name), { recursive: true, force: true })
  }
}

async function build(home, content, env) {
  if (runningPort(home)) await stopServer(home)
  const password = randomBytes(24).toString("hex")
  await initialise(home, password)
  const port = await freePort()
  const urlFor = (database) => `postgres://${SUPERUSER}:${password}@localhost:${port}/${database}`
  await startServer(home, port)
  try {
    await ensureDatabase(urlFor("postgres"), DATABASE)
    await migrate(urlFor(DATABASE), env)
    await seedShop(urlFor(DATABASE), env, TEST_ADMIN)
  } finally {
    await stopServer(home)
  }
  writeFileSync(join(home.data_dir, LABEL), JSON.stringify({ content, password }), { mode: 0o600 })
}

/**
 * The data folder of a PostgreSQL that is not running, with a migrated and seeded shop in it: specs that restart or kill
 * their database copy it, so that nobody else's is disturbed. Built anew only when the schema or the seed changed.
 */
export function ensureSparePostgres(env, binaries) {
  const name = binaries ? `postgres-${Number.parseInt(binaries.version, 10)}-spare` : NAME
  return step("spare", "migrating and seeding a database server for the fault specs", (say) =>
    withLock(name, async () => {
      const home = chooseHome(name, binaries)
      dropOrphans(home)
      const content = `${schemaFingerprint()}_${seedFingerprint()}`
      const isCurrent = readLabel(home)?.content === content
      if (!isCurrent) await build(home, content, env)
      say(`a database server for the fault specs is ${isCurrent ? "current" : "built"}`)
      const { native, data_dir, user } = home
      return { native, data_dir, user, superuser: SUPERUSER, password: readLabel(home).password, database: DATABASE }
    })
  )
}

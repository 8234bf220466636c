import { readdirSync } from "node:fs"
import { join } from "node:path"
import { addNotes, readNotes } from "./notes.mjs"
import { ROOT, bin, fingerprint } from "./project.mjs"
import { run } from "./run.mjs"
import { query } from "./sql.mjs"

/** Changes when a migration of ours, a link or the installed Medusa does. */
export function schemaFingerprint() {
  const modules = readdirSync(join(ROOT, "src/modules"))
  return fingerprint([
    "package-lock.json",
    "medusa-config.ts",
    "src/links",
    ...modules.map((name) => `src/modules/${name}/migrations`),
  ])
}

/** Brings a database's schema up to date; link tables that hold rows are never dropped unasked. */
export function migrate(databaseUrl, env) {
  const args = ["db:migrate", "--execute-safe-links"]
  return run(bin("medusa"), args, { env: { ...env, DATABASE_URL: databaseUrl } })
}

/** Whether a database has no table of Medusa's yet. */
export async function isEmpty(databaseUrl) {
  const [{ found }] = await query(databaseUrl, "SELECT to_regclass('region') IS NOT NULL AS found")
  return !found
}

/** Migrates unless the database says that it has this very schema. Returns whether there was anything to do. */
export async function ensureMigrated(postgres, database, env) {
  const schema = schemaFingerprint()
  if ((await readNotes(postgres.adminUrl, database.name)).schema === schema) return false
  await migrate(database.url, env)
  await addNotes(postgres.adminUrl, database.name, { schema })
  return true
}

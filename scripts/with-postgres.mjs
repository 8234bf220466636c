// Runs a command of an installed package with everything a shop on this machine needs: dependencies, a
// database that is migrated when empty, and secrets. `node scripts/with-postgres.mjs medusa develop`
import { existsSync } from "node:fs"
import { join } from "node:path"
import { ensureInstalled } from "./lib/install.mjs"
import { friendlyError, main } from "./lib/lifecycle.mjs"
import { loadDotEnv, localEnv } from "./lib/local-env.mjs"
import { isEmpty, migrate } from "./lib/migrate.mjs"
import { ensurePostgres, shopDatabase } from "./lib/postgres.mjs"
import { step } from "./lib/progress.mjs"
import { ROOT, bin } from "./lib/project.mjs"
import { start } from "./lib/run.mjs"

const SIGNAL_BASE = 128

/** `medusa start` serves what `medusa build` made; other commands work on the sources. */
function folderFor(command, args) {
  if (command !== "medusa" || args[0] !== "start") return ROOT
  const built = join(ROOT, ".medusa", "server")
  if (!existsSync(join(built, "medusa-config.js"))) throw friendlyError("Nothing is built yet: npm run build")
  return built
}

await main(async () => {
  const [command, ...args] = process.argv.slice(2)
  if (!command) throw friendlyError("Usage: node scripts/with-postgres.mjs <command> [arguments]")
  loadDotEnv()
  const cwd = folderFor(command, args)
  await ensureInstalled()
  const postgres = await ensurePostgres()
  const database = await shopDatabase(postgres)
  // On somebody's own server the secrets are theirs to set: a generated key would be lost with this folder.
  const isLocal = postgres.embedded && process.env.NODE_ENV !== "production"
  const env = isLocal ? localEnv(database) : { ...process.env, DATABASE_URL: database.url }
  if (await isEmpty(database.url)) await step("migrate", "creating the tables", () => migrate(database.url, env))

  const { code, signal } = await start(bin(command), args, { cwd, env }).exited
  return signal ? SIGNAL_BASE : code
})

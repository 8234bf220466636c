// npm run bench: measures on this machine, in one run, what docs/ claims. `npm run bench -- isolation` runs one scenario
// alone. See bench/README.md.
import { resolve } from "node:path"
import { ensureInstalled } from "./lib/install.mjs"
import { main } from "./lib/lifecycle.mjs"
import { ROOT } from "./lib/project.mjs"
import { ensureRedis } from "./lib/redis.mjs"
import { start } from "./lib/run.mjs"
import { databaseEnv } from "./test/environment.mjs"
import { openGrounds } from "./test/foreign.mjs"

/** Of the scenario `foreign`; no other needs them. */
const GROUNDS = ["packaged-postgres", "pgbouncer"]

async function groundsEnv(env) {
  const { found, reasons } = await openGrounds(env, GROUNDS)
  return { ...found, BENCH_LEFT_OUT: JSON.stringify(reasons) }
}

await main(async () => {
  const named = process.argv.slice(2)
  await ensureInstalled()
  const env = { ...(await databaseEnv()), TEST_REDIS_URL: (await ensureRedis()).url }
  if (named.length === 0 || named.includes("foreign")) Object.assign(env, await groundsEnv(env))
  const command = ["-r", resolve(ROOT, "bench/register.js"), resolve(ROOT, "bench/main.ts"), ...named]
  const { code, signal } = await start(process.execPath, command, { env }).exited
  if (signal) console.error(`The bench was ended by ${signal}.`)
  return code ?? 1
})

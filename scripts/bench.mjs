// npm run bench: measures on this machine, in one run, what docs/ claims. `npm run bench -- isolation` runs one scenario
// alone. See bench/README.md.
import { resolve } from "node:path"
import { ensureInstalled } from "./lib/install.mjs"
import { main } from "./lib/lifecycle.mjs"
import { ROOT } from "./lib/project.mjs"
import { ensureRedis } from "./lib/redis.mjs"
import { start } from "./lib/run.mjs"
import { databaseEnv } from "./test/environment.mjs"

await main(async () => {
  await ensureInstalled()
  const env = { ...(await databaseEnv()), TEST_REDIS_URL: (await ensureRedis()).url }
  const command = ["-r", resolve(ROOT, "bench/register.js"), resolve(ROOT, "bench/main.ts"), ...process.argv.slice(2)]
  const { code, signal } = await start(process.execPath, command, { env }).exited
  if (signal) console.error(`The bench was ended by ${signal}.`)
  return code ?? 1
})

// npm run chaos: kills workers, Redis and receivers at random under load, and accounts for every event.
// `npm run chaos -- --engine postgres --minutes 10 --seed 4711 --rate 100`
import { join } from "node:path"
import { ensureInstalled } from "./lib/install.mjs"
import { main } from "./lib/lifecycle.mjs"
import { ROOT } from "./lib/project.mjs"
import { start } from "./lib/run.mjs"
import { databaseEnv, servicesEnv } from "./test/environment.mjs"

await main(async () => {
  await ensureInstalled()
  const env = await databaseEnv()
  const services = await servicesEnv("chaos", env)
  const file = join(ROOT, "integration-tests", "e2e", "chaos", "main.ts")
  const { code } = await start(process.execPath, ["-r", "ts-node/register", file, ...process.argv.slice(2)], {
    env: { ...env, ...services },
  }).exited
  return code ?? 1
})

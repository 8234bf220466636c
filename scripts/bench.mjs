// npm run bench: measures what docs/ claims, on this machine, in one run. See bench/README.md.
import { resolve } from "node:path"
import { ensureInstalled } from "./lib/install.mjs"
import { main } from "./lib/lifecycle.mjs"
import { ROOT } from "./lib/project.mjs"
import { start } from "./lib/run.mjs"
import { databaseEnv } from "./test/environment.mjs"

await main(async () => {
  await ensureInstalled()
  const env = await databaseEnv()
  const file = resolve(ROOT, "bench", process.argv[2] ?? "main.ts")
  const { code } = await start(process.execPath, ["-r", "ts-node/register", file], { env }).exited
  return code ?? 1
})

// npm run schema: writes docs/schema.txt anew, from a database with every migration.
import { start } from "./lib/run.mjs"

const env = { ...process.env, UPDATE_SCHEMA: "1" }
process.exitCode =
  (await start(process.execPath, ["scripts/test.mjs", "modules", "database-schema"], { env }).exited).code ?? 1

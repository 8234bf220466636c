import { existsSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "./project.mjs"
import { developmentSecrets } from "./secrets.mjs"

/** Reads `.env` as Medusa does; what the environment already has wins. */
export function loadDotEnv() {
  const file = join(ROOT, ".env")
  if (existsSync(file)) process.loadEnvFile(file)
}

/**
 * Environment for a shop that only this machine uses. It runs as `local`, not `production`: a production
 * session cookie is never sent back over plain HTTP, so nobody could log in to the dashboard.
 */
export function localEnv(database) {
  return {
    NODE_ENV: "local",
    MEDUSA_DISABLE_TELEMETRY: "true",
    ...developmentSecrets(),
    ...process.env,
    DATABASE_URL: database.url,
  }
}

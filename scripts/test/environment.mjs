import { randomBytes } from "node:crypto"
import { ensurePostgres } from "../lib/postgres.mjs"
import { TEST_ADMIN, ensureTemplate } from "./template.mjs"

/** What every shop under test runs with; fresh secrets, as nothing in a test outlives its run. */
function shopEnv() {
  return {
    NODE_ENV: "test",
    DISABLE_MEDUSA_ADMIN: "true",
    MEDUSA_DISABLE_TELEMETRY: "true",
    JWT_SECRET: randomBytes(32).toString("hex"),
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    WEBHOOKS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    ...(process.env.DEBUG ? {} : { LOG_LEVEL: "error" }),
  }
}

/**
 * Environment of the suites that need a database: where it is, both for our helpers (TEST_…) and for Medusa's
 * own test runners (DB_…), which know no DATABASE_URL.
 */
export async function databaseEnv() {
  const postgres = await ensurePostgres()
  const env = { ...process.env, ...shopEnv() }
  const template = await ensureTemplate(postgres, env)
  return {
    ...env,
    TEST_ADMIN_DATABASE_URL: postgres.adminUrl,
    TEST_TEMPLATE_DATABASE: template.name,
    TEST_SEEDED_SHOP: JSON.stringify(template.shop),
    TEST_ADMIN_PASSWORD: TEST_ADMIN.password,
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
  }
}

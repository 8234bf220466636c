import { randomBytes } from "node:crypto"
import { describe, ensurePostgres } from "../lib/postgres.mjs"
import { ensureRabbitmq } from "../lib/rabbitmq.mjs"
import { ensureRedis } from "../lib/redis.mjs"
import { foreignEnv } from "./foreign.mjs"
import { ensureSparePostgres } from "./spare-postgres.mjs"
import { TEST_ADMIN, ensureTemplate } from "./template.mjs"

const NEED_REDIS = ["modules", "e2e", "foreign", "chaos"]
const NEED_RABBITMQ = ["modules", "http", "e2e"]
const NEED_SPARE = ["e2e", "foreign"]

/** What every shop under test runs with; fresh secrets, as nothing in a test outlives its run. */
function shopEnv() {
  return {
    NODE_ENV: "test",
    DISABLE_MEDUSA_ADMIN: "true",
    MEDUSA_DISABLE_TELEMETRY: "true",
    JWT_SECRET: randomBytes(32).toString("hex"),
    COOKIE_SECRET: randomBytes(32).toString("hex"),
    WEBHOOKS_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    // Whatever the caller's shell or .env says: a spec that wants the bullmq engine names its Redis itself.
    WEBHOOKS_REDIS_URL: "",
    ...(process.env.DEBUG ? {} : { LOG_LEVEL: "error" }),
  }
}

/**
 * Environment of the suites that need a database: where it is, both for our helpers (TEST_…) and for Medusa's
 * own test runners (DB_…), which know no DATABASE_URL.
 * @param ground another server than ours, or another way to it; see `grounds/index.mjs`
 */
export async function databaseEnv(ground = null) {
  const postgres = ground ? describe(ground.adminUrl) : await ensurePostgres()
  const env = { ...process.env, ...shopEnv() }
  const template = await ensureTemplate(postgres, env)
  return {
    ...env,
    TEST_ADMIN_DATABASE_URL: postgres.adminUrl,
    TEST_DATABASE_DOOR_URL: ground?.doorUrl ?? postgres.adminUrl,
    TEST_TEMPLATE_DATABASE: template.name,
    TEST_SEEDED_SHOP: JSON.stringify(template.shop),
    TEST_ADMIN_PASSWORD: TEST_ADMIN.password,
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
  }
}

let redis = null
let rabbitmq = null

/**
 * What a suite needs on top, started when the first suite asks: Redis for the engines, brokers, a database server to kill.
 * @param binaries of that server, where they are not ours
 */
export async function servicesEnv(suite, env, binaries) {
  // Side by side: a RabbitMQ takes seconds to start.
  const [ownRedis, ownRabbitmq, spare] = await Promise.all([
    NEED_REDIS.includes(suite) ? (redis ??= ensureRedis()) : null,
    NEED_RABBITMQ.includes(suite) ? (rabbitmq ??= ensureRabbitmq()) : null,
    NEED_SPARE.includes(suite) ? ensureSparePostgres(env, binaries) : null,
  ])
  return {
    ...(suite === "foreign" ? await foreignEnv(env) : {}),
    ...(ownRedis ? { TEST_REDIS_URL: ownRedis.url } : {}),
    ...(ownRabbitmq
      ? { TEST_RABBITMQ_URL: ownRabbitmq.url, TEST_RABBITMQ_SERVER: JSON.stringify(ownRabbitmq.server) }
      : {}),
    ...(spare ? { TEST_SPARE_POSTGRES: JSON.stringify(spare) } : {}),
  }
}

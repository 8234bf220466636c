import { defineConfig, loadEnv } from "@medusajs/framework/utils"

loadEnv(process.env.NODE_ENV || "development", process.cwd())

/** A number from the environment; the module refuses what is none. */
const number = (text: string | undefined) => (text === undefined || text === "" ? undefined : Number(text))

const text = (given: string | undefined) => (given === "" ? undefined : given)
const numberOrNone = (given: string | undefined) => (given === "none" ? null : number(given))

/** Announcements in Redis instead of the memory of one process. Tried three times: the bus's own default loses one whose subscriber throws once. */
const redisEventBus = (redisUrl: string) => ({
  resolve: "@medusajs/medusa/event-bus-redis",
  options: {
    redisUrl,
    jobOptions: { attempts: 3, backoff: { type: "exponential", delay: 1_000 }, removeOnFail: 1_000 },
  },
})

/** The only file that reads the environment; modules get options. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    workerMode: process.env.MEDUSA_WORKER_MODE as "shared" | "worker" | "server" | undefined,
    http: {
      storeCors: process.env.STORE_CORS ?? "http://localhost:8000",
      adminCors: process.env.ADMIN_CORS ?? "http://localhost:9000",
      authCors: process.env.AUTH_CORS ?? "http://localhost:9000,http://localhost:8000",
      jwtSecret: process.env.JWT_SECRET,
      cookieSecret: process.env.COOKIE_SECRET,
    },
  },
  admin: {
    disable: process.env.DISABLE_MEDUSA_ADMIN === "true",
  },
  modules: [
    {
      resolve: "./src/modules/webhooks",
      options: {
        encryptionKey: process.env.WEBHOOKS_ENCRYPTION_KEY,
        redisUrl: process.env.WEBHOOKS_REDIS_URL || undefined,
        listenDatabaseUrl: text(process.env.WEBHOOKS_LISTEN_DATABASE_URL),
        attemptTimeoutMs: number(process.env.WEBHOOKS_ATTEMPT_TIMEOUT_MS),
        connectTimeoutMs: number(process.env.WEBHOOKS_CONNECT_TIMEOUT_MS),
        leaseMarginMs: number(process.env.WEBHOOKS_LEASE_MARGIN_MS),
        workerConcurrency: number(process.env.WEBHOOKS_WORKER_CONCURRENCY),
        maxInboundBytesInMemory: number(process.env.WEBHOOKS_MAX_INBOUND_BYTES_IN_MEMORY),
        allowPrivateTargets: process.env.WEBHOOKS_ALLOW_PRIVATE_TARGETS === "true",
      },
    },
    {
      resolve: "./src/modules/compliance",
      options: {
        checkout: text(process.env.COMPLIANCE_CHECKOUT),
        shortestCallMinutes: number(process.env.COMPLIANCE_SHORTEST_CALL_MINUTES),
        oldestCallDays: numberOrNone(process.env.COMPLIANCE_OLDEST_CALL_DAYS),
        revocationEndsBy: text(process.env.COMPLIANCE_REVOCATION_ENDS_BY),
        complianceRetentionDays: numberOrNone(process.env.COMPLIANCE_RETENTION_DAYS),
        dividedCountries: text(process.env.COMPLIANCE_DIVIDED_COUNTRIES)?.split(","),
      },
    },
    ...(process.env.EVENTS_REDIS_URL ? [redisEventBus(process.env.EVENTS_REDIS_URL)] : []),
  ],
})

import { environment } from "./environment"

export interface EngineUnderTest {
  name: "postgres" | "bullmq"
  /** For `startShop`: all processes of one shop get the same. */
  env: () => NodeJS.ProcessEnv
}

/** Redis's own default. */
const REDIS_DATABASES = 16
/** Spec files that run beside each other get different ones, so that no shop takes the reminders of another. */
const redisDatabase = Number(process.env.JEST_WORKER_ID ?? 0) % REDIS_DATABASES

/** Both engines, for `describe.each`. */
export const ENGINES: EngineUnderTest[] = [
  { name: "postgres", env: () => ({ WEBHOOKS_REDIS_URL: "" }) },
  { name: "bullmq", env: () => ({ WEBHOOKS_REDIS_URL: `${environment.redisUrl()}/${redisDatabase}` }) },
]

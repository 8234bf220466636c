import { environment } from "./environment"

export interface EngineUnderTest {
  name: "postgres" | "bullmq"
  /** For `startShop`: all processes of one shop get the same. */
  env: () => NodeJS.ProcessEnv
}

/** Redis's own default; each shop gets a database of its own, so that none hears the reminders of another. */
const REDIS_DATABASES = 16
let shopCount = 0

/** Both engines, for `describe.each`. */
export const ENGINES: EngineUnderTest[] = [
  { name: "postgres", env: () => ({ WEBHOOKS_REDIS_URL: "" }) },
  { name: "bullmq", env: () => ({ WEBHOOKS_REDIS_URL: `${environment.redisUrl()}/${shopCount++ % REDIS_DATABASES}` }) },
]

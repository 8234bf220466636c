import { z } from "@medusajs/framework/zod"
import type { Clock } from "./core/clock"
import { MAX_MESSAGE_BYTES } from "./core/limits"
import { KEY_BYTES } from "./core/secret-box"

const systemClock: Clock = { now: () => new Date(), draw: Math.random }

const count = (fallback: number, least = 1) => z.int().min(least).default(fallback)

/** Everything an operator can set. `docs/architecture.md` lists it; medusa-config.ts fills it from the environment. */
const schema = z.object({
  /** Id of a queue engine (`queue-engines/`). Left out: the one that the options below ask for. */
  engine: z.string().optional(),
  /** Selects the `bullmq` engine: workers are reminded through Redis. Without it, Postgres does everything. */
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis:// or rediss://")
    .optional(),
  /** Prefix of every key in Redis: give each shop its own where several share one Redis. */
  redisPrefix: z.string().min(1).default("medusa-webhooks"),
  /** The database itself, for LISTEN alone, where the shop's URL goes to a pooler in transaction mode. */
  listenDatabaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres:// or postgresql://")
    .optional(),
  /**
   * Keys of 32 bytes in base64; several are comma-separated. The first encrypts new secrets, all of them decrypt old ones.
   * Required when NODE_ENV is production; elsewhere a key is made in `.data/`.
   */
  encryptionKey: z.string().optional(),
  /** Lets webhooks go to private and loopback addresses: demo and tests only. */
  allowPrivateTargets: z.boolean().default(false),
  /** Milliseconds of one attempt: connecting, sending, and reading the answer. */
  attemptTimeoutMs: count(15_000),
  connectTimeoutMs: count(5_000),
  /** Milliseconds that a lease lasts beyond the longest attempt: the time that a worker has to settle it. */
  leaseMarginMs: count(15_000),
  /** Bytes of an answer's body that are stored with an attempt. */
  keptResponseBytes: count(16_384, 0),
  /** Bytes of an answer's body after which reading stops. */
  readResponseBytes: count(65_536, 0),
  /** Bytes; a larger event is refused when it is published. */
  maxBodyBytes: count(MAX_MESSAGE_BYTES),
  /** Requests in flight to one subscription, all workers together, where the subscription sets no number of its own. */
  maxConcurrency: count(8),
  /** Requests in flight in this process. A high number, because a receiver that hangs holds a request for the whole `attemptTimeoutMs`. */
  workerConcurrency: count(1_024),
  /** Milliseconds between sweeps: how often a worker claims without having been woken. */
  sweepIntervalMs: count(5_000),
  /**
   * Bytes of bodies of incoming calls that this process holds at once; a call beyond is answered with 503. Room for one body
   * of the largest size is the least: with less, that body could never be received.
   */
  maxInboundBytesInMemory: count(16 * 1_048_576, MAX_MESSAGE_BYTES),
  /** Log lines per attempt: `all`, `failures`, or `none`. */
  attemptLog: z.enum(["all", "failures", "none"]).default("all"),
  /** Payloads and answers are emptied after this many days; `null` keeps them as long as their rows. */
  payloadRetentionDays: z.number().positive().nullable().default(30),
  /** Events, deliveries and attempts are deleted after this many days; `null` keeps them for ever. */
  rowRetentionDays: z.number().positive().nullable().default(90),
  /** A clock for tests. */
  clock: z.custom<Clock>().optional(),
})

export type WebhooksOptions = Omit<z.output<typeof schema>, "encryptionKey" | "clock"> & {
  /** Milliseconds after which a lease expires. */
  leaseMs: number
  clock: Clock
}

/**
 * Checks the module's options. Unknown keys are ignored, because Medusa adds keys of its own.
 * @throws Error naming each option that is wrong: a loader throws it, and the boot stops.
 */
export function parseOptions(input: unknown): { options: WebhooksOptions; encryptionKeys: Buffer[] } {
  const parsed = schema.safeParse(input ?? {})
  if (!parsed.success) {
    throw new Error(
      `webhooks: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}`
    )
  }
  const { encryptionKey, clock, ...rest } = parsed.data
  if (rest.connectTimeoutMs > rest.attemptTimeoutMs) {
    throw new Error(
      `webhooks: connectTimeoutMs (${rest.connectTimeoutMs}) must not exceed attemptTimeoutMs (${rest.attemptTimeoutMs})`
    )
  }
  const { payloadRetentionDays, rowRetentionDays } = rest
  if (payloadRetentionDays !== null && rowRetentionDays !== null && payloadRetentionDays > rowRetentionDays) {
    throw new Error(
      `webhooks: payloadRetentionDays (${payloadRetentionDays}) must not exceed rowRetentionDays (${rowRetentionDays})`
    )
  }
  return {
    // Derived from the timeout: an attempt that outlives its lease would be sent twice.
    options: { ...rest, clock: clock ?? systemClock, leaseMs: rest.attemptTimeoutMs + rest.leaseMarginMs },
    encryptionKeys: encryptionKey === undefined || encryptionKey === "" ? [] : encryptionKey.split(",").map(keyOf),
  }
}

/** @returns the bytes of an encryption key. @throws Error that does not repeat the text, which may be a mistyped key. */
export function keyOf(text: string): Buffer {
  const key = Buffer.from(text.trim(), "base64")
  if (key.length !== KEY_BYTES) {
    throw new Error(
      `webhooks: encryptionKey (WEBHOOKS_ENCRYPTION_KEY) must be ${KEY_BYTES} bytes in base64, got ${key.length} bytes`
    )
  }
  return key
}

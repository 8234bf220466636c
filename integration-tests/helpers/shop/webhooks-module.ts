import { MedusaApp, MedusaModule } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { WEBHOOKS_MODULE } from "../../../src/modules/webhooks"
import type { Clock } from "../../../src/modules/webhooks/core/clock"
import type { DeliveryStatus } from "../../../src/modules/webhooks/core/delivery-state"
import type WebhooksModuleService from "../../../src/modules/webhooks/service"
import { cloneDatabase, dropDatabase, queryDatabase } from "../services/database"
import { until } from "../until"
import { subscribe } from "./subscribe"

/** Time that only a spec moves, and dice that always show the same. */
export interface TestClock extends Clock {
  advance(ms: number): void
}

export function testClock(start = new Date()): TestClock {
  let nowMs = start.getTime()
  return { now: () => new Date(nowMs), draw: () => 0, advance: (ms) => void (nowMs += ms) }
}

export interface DeliveryState {
  id: string
  status: DeliveryStatus
  attempts: number
  next_retry_at: Date | null
  outcome: string | null
  failure_reason: string | null
  response_code: number | null
  response_body: string | null
}

export interface AttemptState {
  attempt_number: number
  outcome: string
  started_at: Date
  duration_ms: number
}

export interface WebhooksUnderTest {
  webhooks: WebhooksModuleService
  databaseUrl: string
  /** Registers a partner; `fields` as the admin API takes them. */
  subscribe(fields: { url: string } & Record<string, unknown>): Promise<string>
  /** Publishes the catalogue's example of a type and returns the ids of the deliveries. */
  publish(fields?: { type?: string; only_subscription_id?: string }): Promise<string[]>
  delivery(id: string): Promise<DeliveryState>
  attempts(id: string): Promise<AttemptState[]>
  /** Waits until a delivery has the status and as many attempts. */
  settled(id: string, status: DeliveryStatus, attempts?: number): Promise<DeliveryState>
  stop(how?: { keeps_database?: boolean }): Promise<void>
}

/**
 * Boots the module alone, with its engine running, on a database of its own, or on the one that an earlier start left.
 * @param how.publishesOnly its engine is not started: it wakes others, and sends nothing itself
 */
export async function startWebhooks(
  name: string,
  options: Record<string, unknown> = {},
  keptDatabase?: string,
  { publishesOnly = false } = {}
): Promise<WebhooksUnderTest> {
  const databaseUrl = keptDatabase ?? (await cloneDatabase(name))
  const pg = createPgConnection({ clientUrl: databaseUrl })
  const app = await MedusaApp({
    modulesConfig: {
      [WEBHOOKS_MODULE]: {
        resolve: "./src/modules/webhooks",
        options: { allowPrivateTargets: true, attemptLog: "none", ...options },
      },
    },
    // Without a logger of ours the module would have none, and its own errors would be lost.
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: pg,
      [ContainerRegistrationKeys.LOGGER]: console,
    },
  })
  if (!publishesOnly) await app.onApplicationStart()
  const webhooks = app.modules[WEBHOOKS_MODULE] as unknown as WebhooksModuleService

  const delivery = async (id: string) => {
    const columns = "id, status, attempts, next_retry_at, outcome, failure_reason, response_code, response_body"
    const [row] = await queryDatabase<DeliveryState>(
      databaseUrl,
      `SELECT ${columns} FROM webhook_delivery WHERE id = $1`,
      [id]
    )
    if (!row) throw new Error(`there is no delivery ${id}`)
    return row
  }

  return {
    webhooks,
    databaseUrl,
    subscribe: (fields) => subscribe(webhooks, { name, ...fields }),
    async publish({ type = "customer.created", only_subscription_id } = {}) {
      const data = webhooks.catalogue.get(type)?.example
      const [published] = await webhooks.publish([
        { type, data, ...(only_subscription_id ? { only_subscription_id } : {}) },
      ])
      const rows = await queryDatabase<{ id: string }>(
        databaseUrl,
        "SELECT id FROM webhook_delivery WHERE event_id = $1 ORDER BY id",
        [published?.event_id]
      )
      return rows.map(({ id }) => id)
    },
    delivery,
    attempts: (id) =>
      queryDatabase<AttemptState>(
        databaseUrl,
        "SELECT attempt_number, outcome, started_at, duration_ms FROM webhook_delivery_attempt WHERE delivery_id = $1 ORDER BY id",
        [id]
      ),
    settled: (id, status, attempts) =>
      until(
        async () => {
          const found = await delivery(id)
          return found.status === status && (attempts === undefined || found.attempts === attempts) && found
        },
        { what: `delivery ${id} to be ${status}${attempts === undefined ? "" : ` after ${attempts} attempts`}` }
      ),
    async stop({ keeps_database = false } = {}) {
      if (!publishesOnly) {
        await app.onApplicationPrepareShutdown()
        await app.onApplicationShutdown()
      }
      // Else the next start would be handed this instance, its connection closed.
      MedusaModule.clearInstances()
      await pg.destroy()
      if (!keeps_database) await dropDatabase(name)
    },
  }
}

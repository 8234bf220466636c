import { resolve } from "node:path"
import { asValue, createContainer } from "@medusajs/framework/awilix"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { cloneDatabase, dropDatabase, queryDatabase } from "../../integration-tests/helpers/services/database"
import { dataOf } from "../body"
import { cpuMs, nowMs, serve } from "../process"

/**
 * The peer's own compiled code in a process of its own: its module with its table, its workflows, its fetch. Arguments: folder of
 * its compiled sources, URL to send to.
 */
const DATABASE = "bench_peer"
const EVENT = "customer.created"
const [sources = "", targetUrl = ""] = process.argv.slice(2)

/** It logs every delivery; what that costs is not held against it. */
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined }

interface Webhook {
  event_type: string
  target_url: string
}
interface PeerService {
  createWebhooks(rows: Webhook[]): Promise<Webhook[]>
  sendWebhooksEvents(webhooks: Webhook[], payload: unknown): Promise<unknown>
}
type Workflow = (container: unknown) => {
  run(options: { input: { eventName: string; eventData: unknown } }): Promise<unknown>
}
interface Migration {
  up: { call(self: { addSql(sql: string): void }): Promise<void> }
}

/** Runs `work` so many times, `concurrency` at once. */
async function repeat(count: number, concurrency: number, work: () => Promise<unknown>): Promise<{ tookMs: number }> {
  const beganMs = nowMs()
  let left = count
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (left-- > 0) await work()
    })
  )
  return { tookMs: nowMs() - beganMs }
}

async function start(): Promise<void> {
  const databaseUrl = await cloneDatabase(DATABASE)
  const migrations = (await import(
    resolve(sources, "modules/webhooks/migrations/Migration20250220202023.js")
  )) as Record<string, { prototype: Migration }>
  const statements: string[] = []
  await migrations.Migration20250220202023?.prototype.up.call({ addSql: (sql) => void statements.push(sql) })
  for (const statement of statements) await queryDatabase(databaseUrl, statement)

  const pg = createPgConnection({ clientUrl: databaseUrl })
  const app = await MedusaApp({
    modulesConfig: {
      webhooks: {
        resolve: resolve(sources, "modules/webhooks"),
        options: { subscriptions: [EVENT] },
        definition: { key: "webhooks", isQueryable: true } as never,
      },
    },
    injectedDependencies: { [ContainerRegistrationKeys.PG_CONNECTION]: pg, [ContainerRegistrationKeys.LOGGER]: quiet },
  })
  const webhooks = app.modules.webhooks as unknown as PeerService
  const container = createContainer().register({
    webhooks: asValue(webhooks),
    [ContainerRegistrationKeys.QUERY]: asValue(app.query),
    [ContainerRegistrationKeys.LOGGER]: asValue(quiet),
  })
  const { fullWebhooksSubscriptionsWorkflow } = (await import(resolve(sources, "workflows/index.js"))) as {
    fullWebhooksSubscriptionsWorkflow: Workflow
  }
  const rows = await webhooks.createWebhooks([{ event_type: EVENT, target_url: targetUrl }])

  serve({
    /** As its README recommends: the workflow that looks up who subscribed and posts, once per event. */
    workflow: (count: number, concurrency: number, bytes: number) => {
      const eventData = dataOf({ id: "cus_1" }, bytes)
      return repeat(count, concurrency, () =>
        fullWebhooksSubscriptionsWorkflow(container).run({ input: { eventName: EVENT, eventData } })
      )
    },
    /** Its sending alone: no look-up, no workflow. */
    send: (count: number, concurrency: number, bytes: number) => {
      const data = dataOf({ id: "cus_1" }, bytes)
      return repeat(count, concurrency, () => webhooks.sendWebhooksEvents(rows, data))
    },
    cpuMs,
    async stop() {
      await app.onApplicationShutdown()
      await pg.destroy()
      await dropDatabase(DATABASE)
    },
  } satisfies PeerCommands)
}

export type PeerCommands = {
  workflow(count: number, concurrency: number, bytes: number): Promise<{ tookMs: number }>
  send(count: number, concurrency: number, bytes: number): Promise<{ tookMs: number }>
  cpuMs(): number
  stop(): Promise<void>
}

void start()

import { logger } from "@medusajs/framework/logger"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection } from "@medusajs/framework/utils"
import { WEBHOOKS_MODULE } from "../../../src/modules/webhooks"
import type WebhooksModuleService from "../../../src/modules/webhooks/service"
import { customerCreated } from "../../helpers/shop/burst"

export interface Batch {
  prefix: string
  count: number
}

export interface Published {
  /** Of the batch; empty when the process says that it is ready. */
  prefix: string
  eventIds: string[]
  error?: string
}

/** Serves `publisher.ts`: boots the module without starting its engine, so it wakes others and sends nothing itself. */
async function main([clientUrl = "", redisUrl = ""]: string[]): Promise<void> {
  const app = await MedusaApp({
    modulesConfig: {
      [WEBHOOKS_MODULE]: {
        resolve: "./src/modules/webhooks",
        options: { encryptionKey: process.env.WEBHOOKS_ENCRYPTION_KEY, redisUrl },
      },
    },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: createPgConnection({ clientUrl }),
      [ContainerRegistrationKeys.LOGGER]: logger,
    },
  })
  const webhooks = app.modules[WEBHOOKS_MODULE] as unknown as WebhooksModuleService
  const tell = (published: Published) => process.send?.(published)

  process.on("message", ({ prefix, count }: Batch) => {
    const inputs = Array.from({ length: count }, (_, index) => customerCreated(`${prefix}_${index}`))
    webhooks.publish(inputs).then(
      (published) => tell({ prefix, eventIds: published.map(({ event_id }) => event_id) }),
      (error: Error) => tell({ prefix, eventIds: [], error: error.stack ?? error.message })
    )
  })
  process.on("disconnect", () => process.exit(0))
  tell({ prefix: "", eventIds: [] })
}

void main(process.argv.slice(2))

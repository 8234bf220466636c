import { logger } from "@medusajs/framework/logger"
import { MedusaApp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection, getConfigFile } from "@medusajs/framework/utils"
import { WEBHOOKS_MODULE } from "../../../src/modules/webhooks"
import type WebhooksModuleService from "../../../src/modules/webhooks/service"

interface Config {
  modules: Record<string, { options?: Record<string, unknown> }>
}

/** The module without the rest of a shop, for a process of its own: it is up in a third of the time. Takes its options from where a shop takes them. */
export async function openModule() {
  const { configModule, error } = await getConfigFile<Config>(process.cwd(), "medusa-config")
  if (error) throw error
  const app = await MedusaApp({
    modulesConfig: {
      [WEBHOOKS_MODULE]: { resolve: "./src/modules/webhooks", options: configModule.modules[WEBHOOKS_MODULE]?.options },
    },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: createPgConnection({ clientUrl: process.env.DATABASE_URL ?? "" }),
      [ContainerRegistrationKeys.LOGGER]: logger,
    },
  })
  return { app, webhooks: app.modules[WEBHOOKS_MODULE] as unknown as WebhooksModuleService }
}

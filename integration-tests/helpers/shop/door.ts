import { createMedusaContainer, ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { asValue } from "@medusajs/framework/awilix"
import type { MedusaContainer } from "@medusajs/framework/types"
import express, { type NextFunction, type Request, type Response } from "express"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { receiveMessage } from "../../../src/api/webhooks/receive"
import { WEBHOOKS_MODULE } from "../../../src/modules/webhooks"
import type WebhooksModuleService from "../../../src/modules/webhooks/service"

/** The door for partners' calls, without a shop around it: for profiles and handlers that only a spec has. */
export interface Door {
  url: string
  container: MedusaContainer
  stop(): Promise<void>
}

export async function openDoor(webhooks: WebhooksModuleService): Promise<Door> {
  const container = createMedusaContainer() as unknown as MedusaContainer
  const logger = { ...console, info: () => undefined, error: () => undefined, warn: () => undefined }
  container.register({
    [WEBHOOKS_MODULE]: asValue(webhooks),
    [ContainerRegistrationKeys.LOGGER]: asValue(logger),
  })
  const app = express()
  app.use((req: Request, _res: Response, next: NextFunction) => {
    Object.assign(req, { scope: container })
    next()
  })
  const receive = (req: Request, res: Response, next: NextFunction) =>
    void Promise.resolve(receiveMessage(req as never, res as never, next)).catch(next)
  app.post("/webhooks/:source", receive)
  app.post("/webhooks/:source/:message", receive)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    container,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

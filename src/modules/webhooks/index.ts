import { Module } from "@medusajs/framework/utils"
import configure from "./loaders/configure"
import WebhooksModuleService from "./service"

export const WEBHOOKS_MODULE = "webhooks"

export default Module(WEBHOOKS_MODULE, { service: WebhooksModuleService, loaders: [configure] })

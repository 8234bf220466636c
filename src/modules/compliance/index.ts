import { Module } from "@medusajs/framework/utils"
import configure from "./loaders/configure"
import ComplianceModuleService from "./service"

/** The name under which the container knows this module. */
export const COMPLIANCE_MODULE = "compliance"

export default Module(COMPLIANCE_MODULE, { service: ComplianceModuleService, loaders: [configure] })

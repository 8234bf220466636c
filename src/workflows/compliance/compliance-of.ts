import type { MedusaContainer } from "@medusajs/framework/types"
import { COMPLIANCE_MODULE } from "../../modules/compliance"
import type ComplianceModuleService from "../../modules/compliance/service"

/** @returns the compliance module's service, from a request's, job's or workflow step's container. */
export function complianceOf(container: MedusaContainer): ComplianceModuleService {
  return container.resolve<ComplianceModuleService>(COMPLIANCE_MODULE)
}

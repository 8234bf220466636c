import type { InferTypeOf } from "@medusajs/framework/types"
import type { RegionRequirement } from "../../../../modules/compliance/models/region-requirement"
import type { Page } from "../../../_http/wire"

/** A rule, and how far its last change has been rolled out to the customers who were there before. */
export function requirementView(row: InferTypeOf<typeof RegionRequirement>) {
  const { id, region_code, active, validity_days, renewal_notice_days, product_tags, created_at, updated_at } = row
  const { rollout_status: status, rollout_done: done, rollout_total: total } = row
  return {
    ...{ id, region_code, active, validity_days, renewal_notice_days, product_tags },
    rollout: status === null ? null : { status, done, total },
    ...{ created_at, updated_at },
  }
}
export type RequirementView = ReturnType<typeof requirementView>

export interface RequirementListAnswer extends Page {
  region_requirements: RequirementView[]
}

export interface RequirementAnswer {
  region_requirement: RequirementView
}

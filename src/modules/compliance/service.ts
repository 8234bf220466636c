import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError, MedusaService } from "@medusajs/framework/utils"
import { fulfil, type CompletedCall, type Establishment } from "./core/establishment"
import { isRegionCode } from "./core/region-code"
import { CustomerRegionEstablishment } from "./models/customer-region-establishment"
import { establishOrLock } from "./store/establish-or-lock"
import { updateEstablishment } from "./store/update-establishment"

/** A completed call, and the customer and region (`US-TX`) it establishes. */
export interface FulfilEstablishmentInput extends CompletedCall {
  customer_id: string
  region_code: string
}

/**
 * Rows of `customer_region_establishment`. The generated methods are for reading; an
 * establishment is changed through the methods written out here, because the change
 * and the event about it have to be one transaction.
 */
class ComplianceModuleService extends MedusaService({ CustomerRegionEstablishment }) {
  /**
   * Establishes the customer in the region, or renews the establishment they have;
   * `core/establishment.ts` decides whether the call changes anything. After `changed: false`
   * the caller must publish nothing: an earlier call did.
   *
   * Everything happens in `options.transaction`, which stays the caller's to commit:
   * an event written in it is stored with the establishment or not at all. The row
   * stays locked until then, so keep the transaction short.
   *
   * @param options.now becomes `created_at` and `updated_at` of what is written
   * @throws MedusaError INVALID_DATA when `region_code` is not an ISO 3166 region or `completed_at` no date
   */
  async fulfilEstablishment(
    input: FulfilEstablishmentInput,
    options: { transaction: Knex.Transaction; now: Date }
  ): Promise<{ establishment: Establishment; changed: boolean }> {
    const { customer_id, region_code, ...call } = input
    const { transaction, now } = options
    refuseInvalid(input)

    const fresh: Establishment = {
      ...fulfil(null, call, now).next,
      id: generateEntityId(undefined, "est"),
      customer_id,
      region_code,
      created_at: now,
    }
    const locked = await establishOrLock(transaction, fresh)
    if (locked.id === fresh.id) {
      return { establishment: locked, changed: true }
    }

    const { changed, next } = fulfil(locked, call, now)
    const establishment = changed ? await updateEstablishment(transaction, locked.id, next) : locked
    return { establishment, changed }
  }
}

/** An establishment in an unknown region could never be looked up; an invalid date would reach Postgres as text. */
function refuseInvalid({ region_code, completed_at }: FulfilEstablishmentInput): void {
  if (!isRegionCode(region_code)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${JSON.stringify(region_code)} is not an ISO 3166-2 region code`
    )
  }
  if (Number.isNaN(completed_at.getTime())) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "completed_at is not a date")
  }
}

export default ComplianceModuleService

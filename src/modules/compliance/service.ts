import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaService } from "@medusajs/framework/utils"
import type { Announcement } from "./core/announcement"
import { cartCompliance, type CartCompliance, type CartFacts } from "./core/checkout"
import { isAnswered, type Establishment } from "./core/establishment"
import {
  withCorrection,
  withLifting,
  withoutRequirement,
  withRequirement,
  withRevocation,
  type Correction,
} from "./core/establishment-change"
import { regionOfAddresses, type CandidateAddress, type CustomerRegion } from "./core/governing-address"
import { dividedCountries, regionCodeOf, type AddressParts, type RegionCodeResult } from "./core/region-code"
import { ruleFor, ruleSomewhere, type RegionRequirement } from "./core/requirement"
import { Consultation } from "./models/consultation"
import { CustomerRegionEstablishment } from "./models/customer-region-establishment"
import { EstablishmentChange } from "./models/establishment-change"
import { PatientLink } from "./models/patient-link"
import { RegionRequirement as RegionRequirementModel } from "./models/region-requirement"
import type { ComplianceOptions } from "./options"
import { anonymise } from "./store/anonymise"
import { deleteChangesBefore } from "./store/changes"
import { establishmentsIn, lockExpired, takeNotices, waitingIn } from "./store/establishments"
import { linkedCustomer, linkPatient } from "./store/patient-links"
import { recordRollout, takeRollout, type Rollout } from "./store/rollouts"
import { allRules } from "./store/rules"
import { changeEstablishment } from "./use-cases/change-establishment"
import { reportConsultation, type ConsultationOutcome, type ConsultationReport } from "./use-cases/report-consultation"
import type { Outcome, Within } from "./use-cases/within"

type Where = Pick<Establishment, "customer_id" | "region_code">

/** Longer than a page of customers takes; after it another process goes on. */
const ROLLOUT_LEASE_MS = 60_000
const DAY_MS = 24 * 60 * 60 * 1_000

interface Container {
  __pg_connection__: Knex
  complianceOptions: ComplianceOptions
}

/** The rules of the shop, as they were read once: what they say of a region, and which countries they divide. */
export interface Rules {
  divided: ReadonlySet<string>
  ruleOf(regionCode: string): RegionRequirement | null
  /**
   * An active rule that an address may fall under whose region is not known: one of its country, or any where the country
   * is not known either.
   */
  somewhere(countryCode: string | null | undefined): RegionRequirement | null
  /** Whether any rule is active: without one, nobody has to be asked. */
  any: boolean
}

/**
 * Regions, rules, consultations and establishments. The generated methods are for reading, and for rules; an establishment
 * is changed through the methods written out here, because the change, its line in the history and the event about it have
 * to be one transaction. Decisions are in `core/`.
 */
class ComplianceModuleService extends MedusaService({
  CustomerRegionEstablishment,
  RegionRequirement: RegionRequirementModel,
  Consultation,
  PatientLink,
  EstablishmentChange,
}) {
  readonly options: ComplianceOptions
  private readonly db: Knex

  constructor(container: Container) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService reads the arguments that Medusa passed
    super(...arguments)
    this.db = container.__pg_connection__
    this.options = container.complianceOptions
  }

  /** Reads the rules. @param transaction to read them as it sees them. */
  async rules(transaction?: Knex): Promise<Rules> {
    const rules = await allRules(transaction ?? this.db)
    const places = rules.map(({ region_code }) => region_code)
    return {
      divided: dividedCountries(places, new Set(this.options.dividedCountries)),
      ruleOf: (regionCode) => ruleFor(regionCode, rules),
      somewhere: (countryCode) => ruleSomewhere(countryCode, rules),
      any: rules.some(({ active }) => active),
    }
  }

  /** The region of one address. */
  async regionOf(address: AddressParts): Promise<RegionCodeResult> {
    return regionCodeOf(address, (await this.rules()).divided)
  }

  /** The region in which a customer with these addresses lives. */
  async regionOfCustomer(addresses: readonly CandidateAddress[]): Promise<CustomerRegion> {
    return regionOfAddresses(addresses, (await this.rules()).divided)
  }

  /** Takes a message about an appointment, see use-cases/report-consultation. */
  async reportConsultation(report: ConsultationReport, within: Within): Promise<ConsultationOutcome> {
    const { ruleOf } = await this.rules(within.transaction)
    return reportConsultation(report, within, this.options.revocationEndsBy, ruleOf)
  }

  /**
   * A region check found a rule: a customer without a valid verification has to be verified. Revoked ones stay revoked.
   * @param asOf when what is checked was written: a verification that has ended since was valid then.
   */
  async requireEstablishment(where: Where, within: Within, asOf: Date): Promise<Outcome> {
    return this.change(where, within, true, (row) =>
      ["established", "revoked"].includes(row.status) || isAnswered(row, asOf) ? row : withRequirement(row, within.now)
    )
  }

  /** No rule asks for the verification any more. */
  async withdrawRequirement(where: Where, within: Within): Promise<Outcome> {
    return this.change(where, within, false, withoutRequirement)
  }

  /** Staff establish a customer, or correct what is recorded. */
  async correctEstablishment(where: Where, correction: Correction, within: Within): Promise<Outcome> {
    const rule = (await this.rules(within.transaction)).ruleOf(where.region_code)
    return this.change(where, within, true, (row) => withCorrection(row, correction, rule, within.now))
  }

  /** Staff or the EMR take a verification away. @param at by the clock of whoever revokes. */
  async revokeEstablishment(where: Where, at: Date, within: Within): Promise<Outcome> {
    return this.change(where, within, true, (row) => withRevocation(row, at, within.cause.reason ?? null))
  }

  /** Staff end a revocation. */
  async liftRevocation(where: Where, within: Within): Promise<Outcome> {
    return this.change(where, within, false, (row) => withLifting(row, within.now))
  }

  /** Expires what has ended, `limit` at a time. @returns what to publish, in the same transaction. */
  async expire(within: Within, limit: number): Promise<Announcement[]> {
    const announcements: Announcement[] = []
    for (const row of await lockExpired(within.transaction, within.now, limit)) {
      announcements.push(...(await this.change(row, within, false, (same) => same)).announcements)
    }
    return announcements
  }

  /** Announces what will end soon, `limit` at a time. @returns what to publish, in the same transaction. */
  async announceEnds({ transaction, now }: Within, limit: number): Promise<Announcement[]> {
    const rows = await takeNotices(transaction, now, limit)
    return rows
      .filter((row) => row.status === "established" && row.expires_at && row.expires_at > now)
      .map((row) => ({
        kind: "establishment_expiring" as const,
        establishment: row,
        idempotency_key: `${row.id}:${row.expires_at?.toISOString()}`,
      }))
  }

  /** A page of the establishments in a country that wait for a verification, by id. */
  async waitingIn(country: string, after: string, limit: number): Promise<Establishment[]> {
    return waitingIn(this.db, country, after, limit)
  }

  /** Takes a rule whose change has to be rolled out; for a minute no other process gets it. `null` when there is none. */
  async takeRollout(now: Date): Promise<Rollout | null> {
    return takeRollout(this.db, now, new Date(now.getTime() + ROLLOUT_LEASE_MS))
  }

  /** Records how far a rollout went. @returns whether to go on: not when the rule was changed meanwhile. */
  async recordRollout(
    rollout: Rollout,
    { now, isDone, ...next }: { cursor: string; done: number; total: number; now: Date; isDone: boolean }
  ): Promise<boolean> {
    const leaseUntil = isDone ? null : new Date(now.getTime() + ROLLOUT_LEASE_MS)
    return recordRollout(this.db, rollout, { ...next, leaseUntil })
  }

  /** The establishment of a customer in a region; `null` when there is none. */
  async establishmentOf({ customer_id, region_code }: Where): Promise<Establishment | null> {
    return (await establishmentsIn(this.db, customer_id, [region_code]))[0] ?? null
  }

  /** Decides about a cart, in the mode that the options set. */
  async cartCompliance(facts: CartFacts, now: Date): Promise<CartCompliance> {
    return cartCompliance(this.options.checkout, facts, now)
  }

  /** The customer that a source knows by an id; `null` when nobody linked it. */
  async linkedCustomer(source: string, externalId: string, transaction?: Knex): Promise<string | null> {
    return linkedCustomer(transaction ?? this.db, source, externalId)
  }

  /** Links a patient's id at a source to a customer. @returns whom it means now: somebody else, when it was linked before. */
  async linkPatient(
    link: { source: string; external_id: string; customer_id: string; created_by: string },
    transaction?: Knex
  ): Promise<{ customer_id: string; is_new: boolean }> {
    return linkPatient(transaction ?? this.db, { id: generateEntityId(undefined, "plnk"), ...link })
  }

  /** A customer was deleted: what is recorded stays, under another id that says nothing. */
  async anonymise(customerId: string): Promise<void> {
    const replacement = generateEntityId(undefined, "deleted")
    await this.db.transaction((trx) => anonymise(trx, customerId, replacement))
  }

  /** Deletes the history that is older than `complianceRetentionDays`. @returns how many lines. */
  async enforceRetention(now: Date, limit = 10_000): Promise<number> {
    const { complianceRetentionDays: days } = this.options
    return days === null ? 0 : deleteChangesBefore(this.db, new Date(now.getTime() - days * DAY_MS), limit)
  }

  private change(
    { customer_id, region_code }: Where,
    within: Within,
    create: boolean,
    change: Parameters<typeof changeEstablishment>[0]["change"]
  ): Promise<Outcome> {
    const where = { customer_id, region_code }
    return changeEstablishment({ where, change, create }, within, this.options.revocationEndsBy)
  }
}

export default ComplianceModuleService

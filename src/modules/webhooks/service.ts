import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ConfigModule, Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import { within } from "../../utils/within"
import { Dispatcher } from "./delivery/dispatcher"
import { eventTypes } from "./event-types"
import { Inbox } from "./inbound/inbox"
import { ThinFetch } from "./inbound/thin-fetch"
import type { Configuration } from "./loaders/configure"
import { readHealth, type Health } from "./maintenance/health"
import { reencryptAll, type Reencrypted } from "./maintenance/reencrypt"
import { enforceRetention, type RetentionReport } from "./maintenance/retention"
import { WebhookDelivery } from "./models/webhook-delivery"
import { WebhookDeliveryAttempt } from "./models/webhook-delivery-attempt"
import { WebhookEvent } from "./models/webhook-event"
import { WebhookInboundMessage } from "./models/webhook-inbound-message"
import { WebhookPartner } from "./models/webhook-partner"
import { WebhookSigningSecret } from "./models/webhook-signing-secret"
import { WebhookSource } from "./models/webhook-source"
import { WebhookSubscription } from "./models/webhook-subscription"
import { PartnerLogins } from "./partners/logins"
import { ensureCallbackSecrets } from "./publishing/callbacks"
import { publishIn, publishStateIn, type ObservedState } from "./publishing/publish"
import { type PublishContext, type PublishInput, type Published } from "./publishing/types"
import type { QueueEngine } from "./queue-engine"
import { openEngine } from "./queue-engines"
import { Reconciliation } from "./recovery/reconciliation"
import { replay, type ReplayTarget } from "./recovery/replay"
import { rotateIn, seal, usableSecret, type Rotation, type SecretKind } from "./secrets/signing-secrets"
import { cancel, cancelAllOf, restoreStates, retryByHand, type FormerState } from "./store/act-on-delivery"
import { listLog, type LogPage, type LogRows, type LogTables } from "./store/list-log"
import type { ReplaySelection } from "./store/replay-deliveries"
import { undoRotation } from "./store/signing-secrets"
import { changeSource, type SourceChanges } from "./store/sources"
import { subscriptionStats, type SubscriptionStats } from "./store/subscription-stats"
import { preview, type Preview, type PreviewTarget } from "./subscriptions/preview"
import { AttemptTelemetry } from "./telemetry"
import type { Transport } from "./transport"
import { transports } from "./transports"
import { openTransports } from "./transports/open"

/**
 * Milliseconds that a publish, or an action of staff, waits for its wake-up to leave: a script may end right after it. What
 * was written is committed by then, so that a database or a Redis that does not answer is no reason to wait longer.
 */
const WAKE_WITHIN_MS = 100

interface Container {
  webhooksConfiguration: Configuration
  __pg_connection__: Knex
  logger: Logger
  configModule?: ConfigModule
}

/** A transaction that the caller opened on the shop's database: our rows are committed with the caller's. */
export interface InTransaction {
  transaction: Knex
}

/**
 * The module's service: generated methods for rows that change rarely, the use cases, and the engine's start and stop.
 * Decisions are in `core/`, statements in `store/`.
 */
export default class WebhooksModuleService extends MedusaService({
  WebhookSubscription,
  WebhookSigningSecret,
  WebhookEvent,
  WebhookDelivery,
  WebhookDeliveryAttempt,
  WebhookSource,
  WebhookInboundMessage,
  WebhookPartner,
}) {
  readonly catalogue = eventTypes
  readonly inbox: Inbox
  readonly thinFetch: ThinFetch
  readonly partnerLogins: PartnerLogins
  readonly reconciliation: Reconciliation
  private readonly db: Knex
  private readonly logger: Logger
  private readonly configuration: Configuration
  private readonly sends: boolean
  private readonly transports: ReadonlyMap<string, Transport>
  private readonly engine: QueueEngine

  constructor(container: Container) {
    // eslint-disable-next-line prefer-rest-params -- MedusaService reads the arguments that Medusa passed
    super(...arguments)
    this.db = container.__pg_connection__
    this.logger = container.logger
    this.configuration = container.webhooksConfiguration
    // Medusa passes `worker_mode` to its own modules only; a custom one has to read the application's config.
    this.sends = container.configModule?.projectConfig?.workerMode !== "server"
    const { options, box } = this.configuration
    this.inbox = new Inbox(this.db, box, options.clock, this.logger, options.maxInboundBytesInMemory)
    this.thinFetch = new ThinFetch(options.allowPrivateTargets)
    this.partnerLogins = new PartnerLogins(this.db, options.clock)
    this.reconciliation = new Reconciliation(this.db, options)
    this.transports = openTransports(transports.values(), {
      now: () => options.clock.now(),
      connectTimeoutMs: options.connectTimeoutMs,
      keptResponseBytes: options.keptResponseBytes,
      readResponseBytes: options.readResponseBytes,
      // All requests in flight may be for one host.
      maxConnections: options.workerConcurrency,
      allowPrivateTargets: options.allowPrivateTargets,
    })
    const { transports: opened, db } = this
    const telemetry = new AttemptTelemetry(this.logger, options.attemptLog)
    const work = new Dispatcher({
      db,
      options,
      box,
      transports: opened,
      publishing: this.publishContext(),
      telemetry,
      logger: this.logger,
      prepare: (bound) => ensureCallbackSecrets(bound, box),
      onDue: (at) => void this.engine.wake(at),
    })
    this.engine = openEngine({ work, db, options, logger: this.logger })
  }

  __hooks = {
    onApplicationStart: async () => {
      if (this.sends) await this.logged("start the engine", () => this.engine.start())
    },
    onApplicationPrepareShutdown: async () => {
      await this.logged("drain the engine", () => this.engine.stop())
    },
    onApplicationShutdown: async () => {
      await this.logged("close the transports", async () => {
        await Promise.all([this.thinFetch, ...this.transports.values()].map((client) => client.close()))
      })
    },
  }

  /** The longest that one attempt may take in this process, in milliseconds; a subscription can only set less. */
  get attemptTimeoutMs(): number {
    return this.configuration.options.attemptTimeoutMs
  }

  /** The time by the configured clock. */
  async now(): Promise<Date> {
    return this.configuration.options.clock.now()
  }

  /**
   * Publishes events: validates each against the catalogue, and writes it with its deliveries, all of them or none. Publishing
   * the same type and `idempotency_key` again adds nothing. In a caller's transaction, the caller calls {@link wake} after
   * its commit: otherwise the deliveries wait for the sweep.
   *
   * @returns the event's id and the number of its deliveries, for each input, in the same order.
   * @throws MedusaError INVALID_DATA naming the field; nothing is written then.
   *
   * @example
   * import type { MedusaContainer } from "@medusajs/framework/types"
   * import { webhooksOf } from "../workflows/webhooks-of"
   *
   * export async function userCreated(container: MedusaContainer): Promise<string | undefined> {
   *   const [published] = await webhooksOf(container).publish([
   *     {
   *       type: "calls.user.create",
   *       data: { mobileNumber: "+447777123456" },
   *       account_id: "practice_7",
   *       idempotency_key: "user_1",
   *     },
   *   ])
   *   return published?.event_id
   * }
   */
  async publish(inputs: PublishInput[], { transaction }: Partial<InTransaction> = {}): Promise<Published[]> {
    return this.written(transaction, (trx) => publishIn(trx, inputs, this.publishContext()))
  }

  /** Compares a tracked thing with the content that was published last, and publishes the change. @returns `null` when nothing changed. */
  async publishState(observed: ObservedState): Promise<Published | null> {
    return this.written(undefined, (trx) => publishStateIn(trx, observed, this.publishContext()))
  }

  /** Wakes the engine: call it after the commit of a transaction in which events were published. */
  async wake(): Promise<void> {
    await within(WAKE_WITHIN_MS, this.engine.wake()).catch(() => undefined)
  }

  /** Makes a delivery due now. @returns its former state, or `null` when its status does not allow a retry. */
  async retryDelivery(id: string): Promise<FormerState | null> {
    const former = await retryByHand(this.db, id, await this.now())
    await this.wake()
    return former
  }

  /** Cancels a delivery. @returns its former state, or `null` when no attempt was due any more. */
  async cancelDelivery(id: string): Promise<FormerState | null> {
    return cancel(this.db, id)
  }

  /** Cancels all open deliveries of subscriptions. @returns their former states. */
  async cancelDeliveriesOf(...subscriptionIds: string[]): Promise<FormerState[]> {
    return cancelAllOf(this.db, subscriptionIds)
  }

  /** Undoes `retryDelivery`, `cancelDelivery` or `cancelDeliveriesOf`. */
  async restoreDeliveries(states: FormerState[]): Promise<void> {
    await restoreStates(this.db, states)
    await this.wake()
  }

  /**
   * Rotates the signing secret of an owner (`sub_…`, or `secretOwnerOf` a source).
   * @param given the new secret; left out: one is made.
   * @param gracePeriodSeconds how long the former secrets stay live; 0 ends them now.
   * @param kind of the owner's profile, for the secrets of a source's calls.
   * @returns the secret in clear text, which is shown only this once, and the data that undoes the rotation.
   * @throws MedusaError INVALID_DATA when the given secret is unusable.
   */
  async rotateSecret(
    ownerId: string,
    given: string | undefined,
    gracePeriodSeconds: number,
    kind: SecretKind = "generated"
  ): Promise<{ secret: string; rotation: Rotation }> {
    const secret = usableSecret(given, kind)
    const formerUntil = new Date((await this.now()).getTime() + gracePeriodSeconds * 1_000)
    const rotation = await this.db.transaction((trx) =>
      rotateIn(trx, this.configuration.box, ownerId, secret, formerUntil)
    )
    this.inbox.forgetSources()
    return { secret, rotation }
  }

  /** Undoes `rotateSecret`: the new secret is deleted, the former ones live as long as before. */
  async undoSecretRotation({ newId, former }: Rotation): Promise<void> {
    await undoRotation(this.db, newId, former)
    this.inbox.forgetSources()
  }

  /** Changes a source's row in one statement; settings are replaced whole. */
  async changeSource(id: string, changes: SourceChanges): Promise<void> {
    await changeSource(this.db, id, changes)
    this.inbox.forgetSources()
  }

  /** Replay: makes past deliveries of a subscription due again, see recovery/replay. @returns how many. */
  async replay(
    target: ReplayTarget,
    selection: Omit<ReplaySelection, "subscription_id">,
    includeMissing: boolean
  ): Promise<number> {
    const { catalogue, configuration, engine } = this
    return replay(this.db, target, selection, includeMissing, {
      catalogue,
      clock: configuration.options.clock,
      onBatch: () => void engine.wake(),
    })
  }

  /** Shows which of the last events a subscription, saved or not, would get, and their bodies. Writes nothing. @param limit events. */
  async preview(target: PreviewTarget, limit: number): Promise<Preview[]> {
    return preview(this.db, target, this.catalogue, limit)
  }

  /** Empties payloads and deletes rows that are older than the options allow. */
  async enforceRetention(): Promise<RetentionReport> {
    const { payloadRetentionDays, rowRetentionDays, clock } = this.configuration.options
    return enforceRetention(this.db, { payloadDays: payloadRetentionDays, rowDays: rowRetentionDays }, clock)
  }

  /** Encrypts with the current key everything that an older key encrypted. */
  async resealAll(): Promise<Reencrypted> {
    return reencryptAll(this.db, this.configuration.box, this.configuration.box.currentKeyId)
  }

  /** One page of the deliveries or the events, however many there are. */
  async listLog<Table extends keyof LogTables>(table: Table, page: LogPage): Promise<LogRows<LogTables[Table]>> {
    return listLog(this.db, table, page)
  }

  /** Counts of a subscription's deliveries and attempts in a range of time. */
  async subscriptionStats(id: string, from: Date, to: Date): Promise<SubscriptionStats> {
    return subscriptionStats(this.db, id, from, to)
  }

  /** What is owed, how the engine of this process is, and what is wrong. Answers within seconds, also when the database does not. */
  async health(): Promise<Health> {
    return readHealth(this.db, await this.now(), () => ({ ...this.engine.health(), sends: this.sends }))
  }

  /** Encrypts a text for a column. */
  async sealText(clear: string): Promise<string> {
    return seal(this.configuration.box, clear)
  }

  /** Decrypts a text that `sealText` made. @throws Error when its key is not configured any more. */
  async openText(sealed: string): Promise<string> {
    return this.configuration.box.open(sealed)
  }

  private publishContext(): PublishContext {
    const { clock, maxBodyBytes } = this.configuration.options
    return { catalogue: this.catalogue, clock, maxBodyBytes: maxBodyBytes, box: this.configuration.box }
  }

  private async written<T>(transaction: Knex | undefined, work: (trx: Knex) => Promise<T>): Promise<T> {
    if (transaction) return work(transaction)
    const result = await this.db.transaction((trx) => work(trx))
    await this.wake()
    return result
  }

  /** Logs the error of a lifecycle hook, because Medusa swallows it. */
  private async logged(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.logger.error(
        `webhooks: could not ${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      )
    }
  }
}

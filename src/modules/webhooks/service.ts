import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { ConfigModule, Logger } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import { Dispatcher } from "./delivery/dispatcher"
import { eventTypes } from "./event-types"
import { Inbox } from "./inbound/inbox"
import type { Configuration } from "./loaders/configure"
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
import type { EngineState, QueueEngine } from "./queue-engine"
import { openEngine } from "./queue-engines"
import { Reconciliation } from "./recovery/reconciliation"
import { replay, type ReplayTarget } from "./recovery/replay"
import { rotateIn, seal, usableSecret, type Rotation } from "./secrets/signing-secrets"
import { cancel, cancelAllOf, restoreStates, retryByHand, type FormerState } from "./store/act-on-delivery"
import { readBacklog, type Backlog } from "./store/backlog"
import { listLog, type LogPage, type LogRows, type LogTables } from "./store/list-log"
import type { ReplaySelection } from "./store/replay-deliveries"
import { undoRotation } from "./store/signing-secrets"
import { subscriptionStats, type SubscriptionStats } from "./store/subscription-stats"
import { preview, type Preview, type PreviewTarget } from "./subscriptions/preview"
import { AttemptTelemetry } from "./telemetry"
import type { Transport } from "./transport"
import { transports } from "./transports"
import { openTransports } from "./transports/open"

interface Container {
  webhooksConfiguration: Configuration
  __pg_connection__: Knex
  logger: Logger
  configModule?: ConfigModule
}

/** `sends` is false in a process of worker mode `server`. */
export type EngineHealth = EngineState & { sends: boolean }

/** A transaction the caller opened on the shop's database: what happens in it is committed with the caller's rows. */
export interface InTransaction {
  transaction: Knex
}

/**
 * Rows of the module (generated reading and writing for what changes rarely), the three use cases, and the life of
 * the engine. Decisions are in `core/`, statements in `store/`.
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
    // Medusa hands `worker_mode` to its own modules only; a custom one has to ask the application's config.
    this.sends = container.configModule?.projectConfig?.workerMode !== "server"
    const { options, box } = this.configuration
    this.inbox = new Inbox(this.db, box, options.clock)
    this.partnerLogins = new PartnerLogins(this.db, options.clock)
    this.reconciliation = new Reconciliation(this.db, options)
    this.transports = openTransports(transports.values(), {
      now: () => options.clock.now(),
      connectTimeoutMs: options.connectTimeoutMs,
      keptResponseBytes: options.keptResponseBytes,
      readResponseBytes: options.readResponseBytes,
      // All that is in flight may be for one host.
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
      prepare: () => ensureCallbackSecrets(db, box),
      onDue: (at) => this.engine.wake(at),
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
        await Promise.all([...this.transports.values()].map((transport) => transport.close()))
      })
    },
  }

  /** The longest that one attempt may take in this process, in milliseconds: no subscription can have more. */
  get attemptTimeoutMs(): number {
    return this.configuration.options.attemptTimeoutMs
  }

  /** Now, by the configured clock. */
  async now(): Promise<Date> {
    return this.configuration.options.clock.now()
  }

  /**
   * Publishes events: each is validated against the catalogue and written with its deliveries, all or none.
   * Within a caller's transaction, the caller calls `wake()` after its commit.
   * @throws InvalidInput
   */
  async publish(inputs: PublishInput[], { transaction }: Partial<InTransaction> = {}): Promise<Published[]> {
    return this.written(transaction, (trx) => publishIn(trx, inputs, this.publishContext()))
  }

  /** Publishes what changed about a tracked thing since it was last told of; `null` when nothing did. */
  async publishState(observed: ObservedState): Promise<Published | null> {
    return this.written(undefined, (trx) => publishStateIn(trx, observed, this.publishContext()))
  }

  /** Says that something may be due: after a commit of the caller's own. */
  async wake(): Promise<void> {
    this.engine.wake()
  }

  /** Makes a delivery due now. @returns its former standing, or `null` when its status does not allow it. */
  async retryDelivery(id: string): Promise<FormerState | null> {
    const former = await retryByHand(this.db, id, await this.now())
    this.engine.wake()
    return former
  }

  /** @returns the former standing, or `null` when nothing was owed any more. */
  async cancelDelivery(id: string): Promise<FormerState | null> {
    return cancel(this.db, id)
  }

  /** Cancels what subscriptions are still owed. @returns the former standings. */
  async cancelDeliveriesOf(...subscriptionIds: string[]): Promise<FormerState[]> {
    return cancelAllOf(this.db, subscriptionIds)
  }

  /** Undoes one of the three above. */
  async restoreDeliveries(states: FormerState[]): Promise<void> {
    await restoreStates(this.db, states)
    this.engine.wake()
  }

  /**
   * Gives an owner (`sub_…`, or `secretOwnerOf` a source) a new secret in front of its others.
   * @param given a secret to use; one is made when left out.
   * @param gracePeriodSeconds how long the former ones stay live; 0 ends them now.
   * @returns the secret in clear, the only time it is seen, and what undoes the rotation.
   */
  async rotateSecret(
    ownerId: string,
    given: string | undefined,
    gracePeriodSeconds: number
  ): Promise<{ secret: string; rotation: Rotation }> {
    const secret = usableSecret(given)
    const formerUntil = new Date((await this.now()).getTime() + gracePeriodSeconds * 1_000)
    const rotation = await this.db.transaction((trx) =>
      rotateIn(trx, this.configuration.box, ownerId, secret, formerUntil)
    )
    return { secret, rotation }
  }

  async undoSecretRotation({ newId, former }: Rotation): Promise<void> {
    await undoRotation(this.db, newId, former)
  }

  /** Makes past deliveries due again; see `replay`. @returns how many. */
  async replay(
    target: ReplayTarget,
    selection: Omit<ReplaySelection, "subscription_id">,
    includeMissing: boolean
  ): Promise<number> {
    const { catalogue, configuration, engine } = this
    return replay(this.db, target, selection, includeMissing, {
      catalogue,
      clock: configuration.options.clock,
      onBatch: () => engine.wake(),
    })
  }

  /** What a subscription, saved or not, would have got of the last events of its types. Changes nothing. */
  async preview(target: PreviewTarget, limit: number): Promise<Preview[]> {
    return preview(this.db, target, this.catalogue, limit)
  }

  /** Empties and deletes what is older than the options allow. */
  async enforceRetention(): Promise<RetentionReport> {
    const { payloadRetentionDays, rowRetentionDays, clock } = this.configuration.options
    return enforceRetention(this.db, { payloadDays: payloadRetentionDays, rowDays: rowRetentionDays }, clock)
  }

  /** Seals with the current key what an older one sealed. */
  async resealAll(): Promise<Reencrypted> {
    return reencryptAll(this.db, this.configuration.box, this.configuration.box.currentKeyId)
  }

  /** One page of the deliveries or the events, however many there are. */
  async listLog<Table extends keyof LogTables>(table: Table, page: LogPage): Promise<LogRows<LogTables[Table]>> {
    return listLog(this.db, table, page)
  }

  /** How the deliveries went that a subscription got in a range of time. */
  async subscriptionStats(id: string, from: Date, to: Date): Promise<SubscriptionStats> {
    return subscriptionStats(this.db, id, from, to)
  }

  /** What is owed, and how the engine is. */
  async health(): Promise<{ backlog: Backlog; engine: EngineHealth }> {
    return {
      backlog: await readBacklog(this.db, await this.now()),
      engine: { ...this.engine.health(), sends: this.sends },
    }
  }

  /** Seals a text for a column. */
  async sealText(clear: string): Promise<string> {
    return seal(this.configuration.box, clear)
  }

  /** Opens what `sealText` made. */
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
    this.engine.wake()
    return result
  }

  /** Medusa swallows what a hook throws: say it here, or nobody will. */
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

import { generateEntityId } from "@medusajs/framework/utils"
import { createHash } from "node:crypto"
import { PRESETS } from "../core/presets"
import type { SecretBox } from "../core/secret-box"
import { CALLBACK_SOURCE, secretOwnerOf } from "../core/secret-owner"
import { versionOf, type EventType } from "../event-type"
import { InvalidInput } from "../invalid-input"
import { seal, usableSecret } from "../secrets/signing-secrets"
import {
  callbackOwnersWithoutSecret,
  ensureCallbackSubscriptions,
  insertSource,
  sourceIdOf,
  type CallbackSubscription,
} from "../store/callback-subscriptions"
import type { Db } from "../store/db"
import { insertFirstSecret } from "../store/signing-secrets"
import { transports } from "../transports"

/** @returns why a callback URL can't be used, or `null`. The address behind it is checked at each attempt. */
export function callbackUrlProblem(url: string): string | null {
  return transports.get("http")?.urlRefusal(url) ?? null
}

/** An event that names a callback URL. */
export interface Callback {
  event_id: string
  type: EventType
  url: string
  /** Slug of the source whose callback secrets sign; `null`: the source `callbacks`. */
  source: string | null
}

/**
 * Finds or creates the internal subscriptions of callback URLs: one per URL, signing source and delivery settings, so that
 * rate limits, the circuit breaker, retries and the log work for callbacks as for any delivery.
 *
 * @returns the subscription of each event, by event id. @throws MedusaError INVALID_DATA when a source does not exist.
 */
export async function callbackSubscriptionsIn(
  trx: Db,
  callbacks: readonly Callback[],
  box: SecretBox
): Promise<Map<string, CallbackSubscription>> {
  if (callbacks.length === 0) return new Map()
  const owners = new Map<string, string>()
  for (const slug of new Set(callbacks.map(({ source }) => source ?? CALLBACK_SOURCE)))
    owners.set(slug, await ownerOf(trx, slug, box))
  const byEvent = new Map(
    callbacks.map(({ event_id, type, url, source }) => [
      event_id,
      subscriptionFor(type, url, owners.get(source ?? CALLBACK_SOURCE) ?? ""),
    ])
  )
  await ensureCallbackSubscriptions(trx, [...new Map([...byEvent.values()].map((one) => [one.id, one])).values()])
  return byEvent
}

function subscriptionFor(type: EventType, url: string, secretOwnerId: string): CallbackSubscription {
  const { format = "standard", preset = "standard", api_version } = type.deliveryDefaults ?? {}
  const { retry_policy, max_retries, retry_interval_seconds, client_error_policy } = (
    PRESETS[preset] ?? PRESETS.standard
  ).settings
  const settings = {
    url,
    format,
    api_version: versionOf(type, api_version),
    retry_policy,
    max_retries,
    retry_interval_seconds,
    client_error_policy,
    secret_owner_id: secretOwnerId,
  }
  const id = `sub_cb${createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 24).toUpperCase()}`
  return { id, name: `Callback of ${type.name}`, ...settings }
}

/** Creates missing callback secrets. Needed after an upgrade: former versions signed callbacks with the secret of the source's calls. */
export async function ensureCallbackSecrets(db: Db, box: SecretBox): Promise<void> {
  for (const ownerId of await callbackOwnersWithoutSecret(db)) await ensureSecret(db, ownerId, box)
}

async function ownerOf(trx: Db, slug: string, box: SecretBox): Promise<string> {
  const id = (await sourceIdOf(trx, slug)) ?? (await callbackSource(trx, slug))
  const ownerId = secretOwnerOf({ id, slug }, "callbacks")
  await ensureSecret(trx, ownerId, box)
  return ownerId
}

async function callbackSource(trx: Db, slug: string): Promise<string> {
  if (slug !== CALLBACK_SOURCE) {
    const message = `"${slug}" is no source (GET /admin/webhooks/sources lists what is)`
    throw InvalidInput.ofField({ path: ["source"], code: "unknown_source", message })
  }
  const id = generateEntityId(undefined, "src")
  return (await insertSource(trx, { id, name: "Callbacks", slug })) ? id : ((await sourceIdOf(trx, slug)) ?? "")
}

/** Creates a secret where an owner has none. Nobody knows it until `POST sources/:id/rotate-secret` makes and shows a new one. */
async function ensureSecret(db: Db, ownerId: string, box: SecretBox): Promise<void> {
  await insertFirstSecret(db, {
    id: generateEntityId(undefined, "whsk"),
    owner_id: ownerId,
    sealed: seal(box, usableSecret(undefined)),
  })
}

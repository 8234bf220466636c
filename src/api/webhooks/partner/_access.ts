import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { LoggedInPartner } from "../../../modules/webhooks/partners/logins"
import { accountWithin, requireWithin } from "../../../modules/webhooks/partners/scope"
import type { CreateSubscriptionInput, UpdateSubscriptionInput } from "../../../modules/webhooks/subscriptions/input"
import { webhooksOf } from "../../../workflows/webhooks-of"
import { createWebhookSubscriptionWorkflow } from "../../../workflows/webhooks/workflows/create-webhook-subscription"
import { updateWebhookSubscriptionWorkflow } from "../../../workflows/webhooks/workflows/update-webhook-subscription"

/** Each of them makes every event it takes one request more. */
const MAX_SUBSCRIPTIONS = 100
const LOCK_TIMEOUT_SECONDS = 10

/**
 * A subscription of the partner's own.
 * @throws MedusaError NOT_FOUND for another's, as for one that does not exist.
 */
export async function ownSubscription(scope: MedusaContainer, partner: LoggedInPartner, id: string) {
  const [row] = await webhooksOf(scope).listWebhookSubscriptions({ id, partner_id: partner.id }, { take: 1 })
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `WebhookSubscription with id: ${id} was not found`)
  return row
}

/** One thing at a time that counts or looks for a partner's subscriptions before it adds one. */
export function serialized<T>(scope: MedusaContainer, partner: LoggedInPartner, work: () => Promise<T>): Promise<T> {
  return scope
    .resolve(Modules.LOCKING)
    .execute([`webhook-partner:${partner.id}`], work, { timeout: LOCK_TIMEOUT_SECONDS })
}

/** Subscribes a partner within its rights. To be called within `oneAtATime`. @returns the id, and the secret in clear. */
export async function subscribeAsPartner(
  scope: MedusaContainer,
  partner: LoggedInPartner,
  input: CreateSubscriptionInput
): Promise<{ id: string; secret: string }> {
  requireWithin(partner, input.events)
  const accountId = accountWithin(partner, input.account_id, ["account_id"])
  const [, count] = await webhooksOf(scope).listAndCountWebhookSubscriptions({ partner_id: partner.id }, { take: 1 })
  if (count >= MAX_SUBSCRIPTIONS) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `you have ${count} subscriptions, ${MAX_SUBSCRIPTIONS} are the most: delete one first`
    )
  }
  const { result } = await createWebhookSubscriptionWorkflow(scope).run({
    input: { ...input, account_id: accountId, created_by: partner.id, partner_id: partner.id },
  })
  return result
}

/** Changes a partner's own subscription, so that what is on stays within its rights. */
export async function changeAsPartner(
  scope: MedusaContainer,
  partner: LoggedInPartner,
  id: string,
  changes: UpdateSubscriptionInput
): Promise<void> {
  const stored = await ownSubscription(scope, partner, id)
  // Staff may have narrowed what it may have; what is off by now may still be mended or switched off.
  if (changes.events ?? changes.active ?? stored.active) requireWithin(partner, changes.events ?? stored.events)
  const scoped =
    changes.account_id === undefined ? {} : { account_id: accountWithin(partner, changes.account_id, ["account_id"]) }
  await updateWebhookSubscriptionWorkflow(scope).run({ input: { id, changes: { ...changes, ...scoped } } })
}

import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { webhooksOf } from "../workflows/webhooks-of"

/**
 * `npx medusa exec ./src/scripts/reencrypt-secrets.ts`: after a new key was put in front of WEBHOOKS_ENCRYPTION_KEY, encrypts
 * everything with it, so that the old key can be removed.
 */
export default async function resealSecrets({ container }: ExecArgs): Promise<void> {
  const sealed = await webhooksOf(container).resealAll()
  const counts = Object.entries(sealed).map(([what, count]) => `${count} ${what}`)
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`webhooks: sealed with the current key: ${counts.join(", ")}`)
}
